import type { IncomingMessage } from 'node:http';
import { certificateOf, forwardedCertificate } from '../proof-of-possession/client-certificate.js';
import type { RequestFacts } from '../proof-of-possession/possession.js';
import type { Principal } from './principal.js';

/** A request of Fastify, which keeps Node's in `raw`, or of Express, which is Node's. */
export interface HttpRequest extends Partial<Pick<IncomingMessage, 'method' | 'url' | 'rawHeaders' | 'socket'>> {
  readonly raw?: IncomingMessage;
  /** Express takes the path of a router away from `url`. */
  readonly originalUrl?: string;
  /** Fastify's own; on Express that of a middleware. */
  readonly id?: unknown;
  /** Who was let in. */
  user?: Principal;
  /** The permissions that the route asked of `user`. */
  asked?: readonly string[];
}

/** Whether the `Client-Cert` header (RFC 9440) of a peer is believed; none is by default. */
export type BelievesForwarder = (address: string) => boolean;

/** What a proof of possession is checked against. */
export function requestFacts(request: HttpRequest, believesForwarder: BelievesForwarder): RequestFacts {
  const { method = '', url = '', rawHeaders = [], socket } = request.raw ?? request;
  const certificate = () => {
    if (believesForwarder(socket?.remoteAddress ?? '')) return forwardedCertificate(rawHeaders);
    return socket && certificateOf(socket);
  };
  return { method, target: request.originalUrl ?? url, rawHeaders, certificate };
}
