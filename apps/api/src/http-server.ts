import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { ServiceLimits } from './service-limits.js';

/** The HTTP server, bounded against slow, greedy and endless clients. */
export function httpServer(limits: ServiceLimits): FastifyAdapter {
  const { headersTimeout, connectionsCheckingInterval, maxHeaderBytes: maxHeaderSize } = limits;
  const { bodyLimit, requestTimeout, keepAliveTimeout, maxRequestsPerSocket } = limits;
  const adapter = new FastifyAdapter({
    bodyLimit,
    requestTimeout,
    keepAliveTimeout,
    maxRequestsPerSocket,
    http: { headersTimeout, connectionsCheckingInterval, maxHeaderSize },
  });
  const fastify = adapter.getInstance();
  fastify.addHook('preClose', async () => {
    // Node stops to check its timeouts when a server closes: a client that says nothing would hold the process.
    setTimeout(() => fastify.server.closeAllConnections(), limits.longestAnswer).unref();
  });
  return adapter;
}
