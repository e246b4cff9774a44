import { Refusal } from './refusal.js';

// RFC 6750 §2.1: credentials = "Bearer" 1*SP b64token; the scheme is case-insensitive (RFC 9110 §11.1).
const BEARER = /^bearer +([A-Za-z0-9\-._~+/]+=*)$/i;
const OTHER_SCHEME = /^(?!bearer(?: |$))[!#$%&'*+\-.^_`|~0-9A-Za-z]+(?: +\S.*)?$/i;

/**
 * Reads the bearer token of a request.
 *
 * @param rawHeaders names and values in turn, as in `http.IncomingMessage.rawHeaders`; only these show a repeated field
 * @throws {Refusal} `credentials_missing` without bearer credentials, `request_malformed` with broken ones
 */
export function bearerToken(rawHeaders: readonly string[]): string {
  const values = rawHeaders.filter((_, i) => i % 2 === 1 && rawHeaders[i - 1]?.toLowerCase() === 'authorization');
  const [value] = values;
  if (value === undefined) throw new Refusal('credentials_missing');
  if (values.length > 1) throw new Refusal('request_malformed');

  const token = BEARER.exec(value)?.[1];
  if (token) return token;
  // RFC 6750 §3.1: an unsupported scheme counts as no authentication information.
  throw new Refusal(OTHER_SCHEME.test(value) ? 'credentials_missing' : 'request_malformed');
}
