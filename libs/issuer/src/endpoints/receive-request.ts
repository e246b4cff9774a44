import type { IncomingMessage } from 'node:http';
import { bodyEntries, type Entries } from '../http/body-entries.js';
import { type ClientCertificate, clientCertificate } from '../http/client-certificate.js';
import { readBody } from '../http/read-body.js';
import { PERSONALITIES } from '../personalities/registry.js';
import type { Route } from './routes.js';

/** A request that was routed and read. */
export interface ReadRequest extends Route {
  readonly method: string;
  /** Every `Authorization` header. */
  readonly authorization: readonly string[];
  readonly query: Entries;
  /** The parameters of the body; `undefined` when it is of no format this endpoint reads. */
  readonly parameters: Entries | undefined;
  readonly bodyTooLarge: boolean;
  readonly certificate?: ClientCertificate;
}

/** Reads the body of a request; rejects when the sender hangs up before its end. */
export async function receiveRequest(request: IncomingMessage, route: Route, query: string): Promise<ReadRequest> {
  const { method = '', headers, headersDistinct } = request;
  const { bodyFormats } = PERSONALITIES[route.personality];
  const body = await readBody(request);
  return {
    ...route,
    method,
    authorization: headersDistinct.authorization ?? [],
    query: [...new URLSearchParams(query)],
    parameters: body && bodyEntries(headers['content-type'], body, bodyFormats),
    bodyTooLarge: body === undefined,
    certificate: clientCertificate(request),
  };
}
