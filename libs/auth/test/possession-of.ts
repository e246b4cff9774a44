import { hash } from 'node:crypto';
import { Refusal } from '../src/bearer/refusal.js';
import { Possession, type PossessionOptions, type RequestFacts } from '../src/proof-of-possession/possession.js';
import { MemoryProofs } from '../src/proof-of-possession/proof-memory.js';
import { ManualClock, START_SECONDS } from './manual-clock.js';

export const PUBLIC_URL = 'https://api.example';
export const TOKEN = 'an.access.token';

/** What checks at `ManualClock`'s start, with a memory of its own. */
export function possessionOf(changes: Partial<PossessionOptions> = {}): Possession {
  const clock = changes.clock ?? new ManualClock();
  return new Possession({ publicUrl: PUBLIC_URL, clock, proofs: new MemoryProofs(clock), ...changes });
}

/** GET /students, without a proof. */
export function factsOf(changes: Partial<RequestFacts> = {}): RequestFacts {
  return { method: 'GET', target: '/students', rawHeaders: [], certificate: () => undefined, ...changes };
}

/** A proof for `factsOf` and `TOKEN`. */
export const RIGHT_CLAIMS = {
  jti: 'one',
  htm: 'GET',
  htu: `${PUBLIC_URL}/students`,
  iat: START_SECONDS,
  ath: hash('sha256', TOKEN, 'base64url'),
};

/** `fine`, or the refusal. What else is thrown is thrown on. */
export async function verdictOf(check: () => unknown): Promise<Refusal | 'fine'> {
  try {
    await check();
    return 'fine';
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** The reason of a refusal, or `fine`. */
export async function reasonOf(verdict: ReturnType<typeof verdictOf>): Promise<string> {
  const decided = await verdict;
  return decided === 'fine' ? decided : decided.reason;
}

interface Sent {
  readonly possession: Possession;
  /** Of the key that the token is bound to. */
  readonly thumbprint: string;
  readonly token?: string;
  readonly facts?: Partial<RequestFacts>;
}

/** What becomes of a request by the scheme DPoP with this in its `DPoP` field. */
export function verdictOnProof(field: string, { possession, thumbprint, token = TOKEN, facts }: Sent) {
  const request = factsOf({ rawHeaders: ['DPoP', field], ...facts });
  const credentials = { scheme: 'DPoP', token } as const;
  return verdictOf(() => possession.check(request, credentials, { keyThumbprint: thumbprint }, 'accepted'));
}
