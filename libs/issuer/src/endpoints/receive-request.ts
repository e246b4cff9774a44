import type { IncomingMessage } from 'node:http';
import { claimedThumbprint } from '../clients/binding/dpop-key.js';
import { bodyEntries, type Entries } from '../http/body-entries.js';
import { type ClientCertificate, clientCertificate } from '../http/client-certificate.js';
import { readBody } from '../http/read-body.js';
import { PERSONALITIES } from '../personalities/registry.js';
import type { Route } from './routes.js';

/** A request that was routed. */
interface Arrival extends Route {
  /** Of the server that received it. */
  readonly origin: string;
}

/** A request that was routed and read. */
export interface ReadRequest extends Arrival {
  readonly method: string;
  /** Every `Authorization` header. */
  readonly authorization: readonly string[];
  /** Every `DPoP` header. */
  readonly dpop: readonly string[];
  /** Thumbprint of the key in it, not yet believed. */
  readonly dpopJkt?: string;
  /** The `Accept-Language` header. */
  readonly languages?: string;
  readonly query: Entries;
  /** The parameters of the body; `undefined` when it is of no format this endpoint reads. */
  readonly parameters: Entries | undefined;
  readonly bodyTooLarge: boolean;
  readonly certificate?: ClientCertificate;
}

/** Reads the body of a request; rejects when the sender hangs up before its end. */
export async function receiveRequest(request: IncomingMessage, arrival: Arrival, query: string): Promise<ReadRequest> {
  const { method = '', headers, headersDistinct } = request;
  const { bodyFormats } = PERSONALITIES[arrival.personality];
  const body = await readBody(request);
  const dpop = headersDistinct.dpop ?? [];
  return {
    ...arrival,
    method,
    authorization: headersDistinct.authorization ?? [],
    dpop,
    dpopJkt: await claimedThumbprint(dpop),
    languages: headers['accept-language'],
    query: [...new URLSearchParams(query)],
    parameters: body && bodyEntries(headers['content-type'], body, bodyFormats),
    bodyTooLarge: body === undefined,
    certificate: clientCertificate(request),
  };
}
