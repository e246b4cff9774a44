import type { Entries } from '../http/body-entries.js';
import type { ClientCertificate } from '../http/client-certificate.js';
import type { ErrorCatalogue, ErrorRow } from '../refusals/error-catalogue.js';
import { Refusal } from '../refusals/refusal.js';
import type { ClientAssertion } from './authentication/client-assertion.js';

export type TokenParameters = ReadonlyMap<string, string>;

/** A request of a client, for a token or about one, read but not yet believed. */
export interface TokenRequest {
  readonly parameters: TokenParameters;
  /** The `Authorization` header as sent. */
  readonly authorization?: string;
  /** The `client_assertion`, when it is a JWT. */
  readonly assertion?: ClientAssertion;
  /** Every `DPoP` header. */
  readonly dpop: readonly string[];
  /** Of the TLS connection. */
  readonly certificate?: ClientCertificate;
}

/**
 * RFC 6749 §3.2: a parameter without a value counts as omitted, a repeated one is an error.
 * @throws Refusal
 */
export function readParameters(entries: Entries, errors: ErrorCatalogue): TokenParameters {
  const parameters = new Map<string, string>();
  for (const [name, value] of entries) {
    if (parameters.has(name)) throw new Refusal(errors.parameter_repeated, name);
    parameters.set(name, value);
  }
  return new Map([...parameters].filter(([, value]) => value !== ''));
}

/** @throws Refusal when the parameter is missing */
export function requireParameter(parameters: TokenParameters, name: string, missing: ErrorRow): string {
  const value = parameters.get(name);
  if (value === undefined) throw new Refusal(missing, name);
  return value;
}
