import { fieldValues } from './field-values.js';
import { Refusal } from './refusal.js';

/** An access token, as it was sent. */
export interface Credentials {
  /** RFC 6750, or RFC 9449 §7.1: then the request has a proof too. */
  readonly scheme: 'Bearer' | 'DPoP';
  readonly token: string;
}

// RFC 6750 §2.1, RFC 9449 §7.1: scheme 1*SP token68; the scheme is case-insensitive (RFC 9110 §11.1).
const CREDENTIALS = /^(?:(bearer)|dpop) +([A-Za-z0-9\-._~+/]+=*)$/i;
const OTHER_SCHEME = /^(?!(?:bearer|dpop)(?: |$))[!#$%&'*+\-.^_`|~0-9A-Za-z]+(?: +\S.*)?$/i;

/**
 * Reads the access token of a request.
 *
 * @param rawHeaders names and values in turn, as in `http.IncomingMessage.rawHeaders`; only these show a repeated field
 * @throws {Refusal} `credentials_missing` without credentials of these schemes, `request_malformed` with broken ones
 */
export function credentialsIn(rawHeaders: readonly string[]): Credentials {
  const [value, ...others] = fieldValues(rawHeaders, 'authorization');
  if (value === undefined) throw new Refusal('credentials_missing');
  if (others.length > 0) throw new Refusal('request_malformed');

  const [, bearer, token] = CREDENTIALS.exec(value) ?? [];
  if (token) return { scheme: bearer ? 'Bearer' : 'DPoP', token };
  // RFC 6750 §3.1: an unsupported scheme counts as no authentication information.
  throw new Refusal(OTHER_SCHEME.test(value) ? 'credentials_missing' : 'request_malformed');
}
