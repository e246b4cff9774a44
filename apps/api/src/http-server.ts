import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { leaveBodiesUnread } from './body/unread-body.js';
import type { TlsIdentity } from './config/tls-files.js';
import type { TrustsProxy } from './config/trusted-proxies.js';
import { refuseAmbiguity } from './connection/ambiguity.js';
import { answerClientError } from './connection/client-error.js';
import { ServiceAdapter } from './service-adapter.js';
import type { ServiceLimits } from './service-limits.js';

interface Surroundings {
  readonly tls?: TlsIdentity | undefined;
  /** Without it no forwarding header is believed. */
  readonly trustsProxy?: TrustsProxy | undefined;
  /** What the `type` of a problem document begins with. */
  readonly problemTypes: string;
}

/** The HTTP server, bounded against slow, greedy and endless clients. */
export function httpServer(limits: ServiceLimits, { tls, trustsProxy, problemTypes }: Surroundings): FastifyAdapter {
  const { headersTimeout, connectionsCheckingInterval, maxHeaderBytes: maxHeaderSize } = limits;
  const { bodyLimit, requestTimeout, keepAliveTimeout, maxRequestsPerSocket } = limits;
  // A host is demanded by refuseAmbiguity, which answers as everything here is answered.
  const node = { headersTimeout, connectionsCheckingInterval, maxHeaderSize, requireHostHeader: false };
  const adapter = new ServiceAdapter({
    bodyLimit,
    requestTimeout,
    keepAliveTimeout,
    maxRequestsPerSocket,
    trustProxy: trustsProxy ?? false,
    clientErrorHandler: (error, socket) => answerClientError(error, socket, problemTypes),
    frameworkErrors: (_error: unknown, request: FastifyRequest, reply: FastifyReply) => {
      adapter.answerUnroutable(request, reply, problemTypes);
    },
    ...(tls
      ? { https: { ...node, ...withClientCertificates(tls), handshakeTimeout: headersTimeout } }
      : { http: node }),
  });
  const fastify = adapter.getInstance();
  refuseAmbiguity(fastify);
  leaveBodiesUnread(fastify);
  fastify.addHook('preClose', async () => {
    // Node stops to check its timeouts when a server closes: a client that says nothing would hold the process.
    setTimeout(() => fastify.server.closeAllConnections(), limits.longestAnswer).unref();
  });
  return adapter;
}

/** RFC 8705 §3: a token is bound to a certificate that its caller has the key of, whoever issued that certificate. */
function withClientCertificates(tls: TlsIdentity) {
  return { ...tls, minVersion: 'TLSv1.2', requestCert: true, rejectUnauthorized: false } as const;
}
