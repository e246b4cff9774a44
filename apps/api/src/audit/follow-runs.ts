import type { FastifyInstance } from 'fastify';
import { traceIdOf } from '../logging/request-identity.js';
import type { RunContext } from './run-context.js';

/** What happens in a request that a run of this same service sends belongs to that run. */
export function followRuns(fastify: FastifyInstance, runs: RunContext): void {
  fastify.addHook('onRequest', (request, _, done) => runs.follow(() => traceIdOf(request.raw), done));
}
