import { createHmac, sign } from 'node:crypto';
import type { SigningKey } from '../keys/signing-key.js';
import type { TokenDraft } from '../personalities/token-draft.js';

type Forger = (input: Buffer, key: SigningKey) => Buffer;

/** The classic forgeries of RFC 8725 §2.1, by the `alg` they claim. */
const FORGERS: ReadonlyMap<unknown, Forger> = new Map<unknown, Forger>([
  ['none', () => Buffer.alloc(0)],
  [
    'HS256',
    (input, { publicKey }) =>
      createHmac('sha256', publicKey.export({ type: 'spki', format: 'pem' }))
        .update(input)
        .digest(),
  ],
]);

const rs256: Forger = (input, { privateKey }) => sign('sha256', input, privateKey);

/** Whether jose would refuse to write this header, so that only a forger can. */
export function needsForging({ header }: TokenDraft): boolean {
  return header.alg !== 'RS256' || header.crit !== undefined || header.b64 !== undefined;
}

/**
 * Writes a token as an attacker or a broken issuer would: any header goes. `alg: none` is left unsigned, `HS256` is
 * keyed with the public key, every other `alg` stands over an RS256 signature.
 */
export function forgeToken({ header, claims }: TokenDraft, key: SigningKey): string {
  const input = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  const forger = FORGERS.get(header.alg) ?? rs256;
  return `${input}.${forger(Buffer.from(input), key).toString('base64url')}`;
}
