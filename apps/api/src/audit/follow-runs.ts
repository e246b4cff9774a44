import type { FastifyInstance } from 'fastify';
import type { RunContext } from './run-context.js';

/** The header by which a call to this same service says which run it is of. It goes nowhere else. */
export const RUN_MARK = 'portero-run';

/** What happens in a request that a run of this same service sends belongs to that run. */
export function followRuns(fastify: FastifyInstance, runs: RunContext): void {
  fastify.addHook('onRequest', ({ raw }, _, done) => runs.follow(raw.headers[RUN_MARK] as string | undefined, done));
}
