import { Refusal } from '../bearer/refusal.js';

/** A JWS in compact form, taken apart but not believed. */
export interface CompactToken {
  readonly compact: string;
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
}

// The signature may be empty here: the algorithm rule then says why such a token is refused.
const JWS = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.[A-Za-z0-9_-]*$/;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** @throws {Refusal} `malformed` */
export function parseCompactToken(compact: string): CompactToken {
  const [, header, claims] = JWS.exec(compact) ?? [];
  if (!header || !claims) throw new Refusal('malformed', { actual: 'not three base64url parts' });
  return { compact, header: jsonObject(header, 'header'), claims: jsonObject(claims, 'payload') };
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
