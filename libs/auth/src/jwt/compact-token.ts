import { Refusal } from '../bearer/refusal.js';

export type Claims = Readonly<Record<string, unknown>>;

/** What a token says, not yet believed. */
export interface TokenContents {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Claims;
}

/** A JWS in compact form, taken apart. */
export interface CompactToken extends TokenContents {
  /** What the signature is over: header and payload as they came (RFC 7515 §5.2). */
  readonly signed: string;
  readonly signature: Uint8Array;
}

// The signature may be empty here: the algorithm rule then says why such a token is refused.
const JWS = /^(([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+))\.([A-Za-z0-9_-]*)$/;
// A byte order mark is no JSON (RFC 8259 §8.1), and stays in the text to be found.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Whether a token has the three parts of a JWS; a reference to a token has none. */
export function isCompactToken(token: string): boolean {
  return token.split('.').length === 3;
}

/** @throws {Refusal} `malformed` */
export function parseCompactToken(compact: string): CompactToken {
  const [, signed, header, payload, signature = ''] = JWS.exec(compact) ?? [];
  if (!signed || !header || !payload) throw new Refusal('malformed', { actual: 'not three base64url parts' });
  return {
    header: jsonObject(decoded(header), 'header'),
    claims: jsonObject(decoded(payload), 'payload'),
    signed,
    signature: decoded(signature),
  };
}

/** By the letters beyond the last four: which may be the last one, when the bits that no byte needs are zero. */
const LAST_LETTERS: readonly (RegExp | undefined)[] = [/$/, undefined, /[AQgw]$/, /[AEIMQUYcgkosw048]$/];

/** One signature is one text, or a token had several (RFC 4648 §3.5). */
function decoded(part: string): Buffer {
  if (!LAST_LETTERS[part.length % 4]?.test(part.slice(-1))) {
    throw new Refusal('malformed', { actual: 'stray bits in a part' });
  }
  return Buffer.from(part, 'base64url');
}

/** Levels. No claims are nested so, and whoever writes them out again would break on them (RFC 8259 §9). */
const DEEPEST = 32;

function jsonObject(bytes: Buffer, name: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(bytes));
  } catch (cause) {
    throw new Refusal('malformed', { cause, actual: `the ${name} is not JSON` });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Refusal('malformed', { actual: `the ${name} is not a JSON object` });
  }
  if (isDeeper(value, DEEPEST)) throw new Refusal('malformed', { actual: `the ${name} is nested too deeply` });
  return value as Record<string, unknown>;
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((one) => isDeeper(one, levels - 1));
}
