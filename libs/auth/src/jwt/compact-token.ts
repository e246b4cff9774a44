import { Refusal } from '../bearer/refusal.js';

/** A JWS in compact form, taken apart but not believed. */
export interface CompactToken {
  readonly compact: string;
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
}

// The signature may be empty here: the algorithm rule then says why such a token is refused.
const JWS = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]*)$/;
// A byte order mark is no JSON (RFC 8259 §8.1), and stays in the text to be found.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @throws {Refusal} `malformed` */
export function parseCompactToken(compact: string): CompactToken {
  const [, header, claims, signature = ''] = JWS.exec(compact) ?? [];
  if (!header || !claims) throw new Refusal('malformed', { actual: 'not three base64url parts' });
  if (![header, claims, signature].every(isCanonical))
    throw new Refusal('malformed', { actual: 'stray bits in a part' });
  return { compact, header: jsonObject(header, 'header'), claims: jsonObject(claims, 'payload') };
}

/** One signature is one text: bits that no byte needs must be zero (RFC 4648 §3.5). */
function isCanonical(part: string): boolean {
  return Buffer.from(part, 'base64url').toString('base64url') === part;
}

function jsonObject(part: string, name: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(Buffer.from(part, 'base64url')));
  } catch (cause) {
    throw new Refusal('malformed', { cause, actual: `the ${name} is not JSON` });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Refusal('malformed', { actual: `the ${name} is not a JSON object` });
  }
  return value as Record<string, unknown>;
}
