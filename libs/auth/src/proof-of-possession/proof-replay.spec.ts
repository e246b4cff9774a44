import { hash } from 'node:crypto';
import { ManualClock, START_SECONDS as NOW } from '../../test/manual-clock.js';
import { possessionOf, RIGHT_CLAIMS, reasonOf, verdictOnProof } from '../../test/possession-of.js';
import { type ProofKey, proofKey } from '../../test/proof-key.js';
import { Nonces } from './nonces.js';
import type { Possession } from './possession.js';
import type { ProofMemory } from './proof-memory.js';

let key: ProofKey;
beforeAll(async () => {
  key = await proofKey();
});

const verdict = (possession: Possession, field: string, { thumbprint } = key) =>
  verdictOnProof(field, { possession, thumbprint });
const sent = (...args: Parameters<typeof verdict>) => reasonOf(verdict(...args));

describe('a proof (RFC 9449 §11.1)', () => {
  it('is good once', async () => {
    const possession = possessionOf();
    const field = await key.prove(RIGHT_CLAIMS);
    expect(await sent(possession, field)).toBe('fine');
    const replayed = await verdict(possession, field);
    expect(replayed).toMatchObject({ reason: 'proof_replayed', status: 401, error: 'invalid_dpop_proof' });
  });

  it('is not good again in another signature with the same jti', async () => {
    const possession = possessionOf();
    expect(await sent(possession, await key.prove(RIGHT_CLAIMS))).toBe('fine');
    expect(await sent(possession, await key.prove({ ...RIGHT_CLAIMS, iat: NOW - 1 }))).toBe('proof_replayed');
    expect(await sent(possession, await key.prove({ ...RIGHT_CLAIMS, jti: 'two' }))).toBe('fine');
  });

  it('does not stand in the way of another client with the same jti', async () => {
    const possession = possessionOf();
    const other = await proofKey();
    expect(await sent(possession, await key.prove(RIGHT_CLAIMS))).toBe('fine');
    expect(await sent(possession, await other.prove(RIGHT_CLAIMS), other)).toBe('fine');
  });

  it('is known for as long as it could be good, also where a clock is ten seconds behind', async () => {
    const clock = new ManualClock();
    const possession = possessionOf({ clock });
    const field = await key.prove({ ...RIGHT_CLAIMS, iat: NOW + 10 });
    expect(await sent(possession, field)).toBe('fine');
    clock.advance(79_999);
    expect(await sent(possession, field)).toBe('proof_invalid');
    clock.setWall(clock.now() - 10_000);
    expect(await sent(possession, field)).toBe('proof_replayed');
  });

  it('is noted only when it is right in every way', async () => {
    const noted: [string, number][] = [];
    const proofs: ProofMemory = { firstUse: async (...use) => noted.push(use) > 0 };
    const possession = possessionOf({ proofs });
    const other = await proofKey();
    const [head, payload] = (await key.prove(RIGHT_CLAIMS)).split('.');
    const unsigned = `${head}.${payload}.${Buffer.alloc(64, 1).toString('base64url')}`;
    expect(await sent(possession, unsigned)).toBe('proof_invalid');
    expect(await sent(possession, await other.prove(RIGHT_CLAIMS))).toBe('binding_mismatch');
    expect(await sent(possession, await key.prove({ ...RIGHT_CLAIMS, iat: 1 }))).toBe('proof_invalid');
    expect(noted).toEqual([]);

    expect(await sent(possession, await key.prove(RIGHT_CLAIMS))).toBe('fine');
    expect(noted).toEqual([[hash('sha256', `${key.thumbprint} one`, 'base64url'), 80_000]]);
  });

  it('is checked in full also when its key is known', async () => {
    const possession = possessionOf();
    const other = await proofKey();
    expect(await sent(possession, await key.prove(RIGHT_CLAIMS))).toBe('fine');
    const forged = await other.prove({ ...RIGHT_CLAIMS, jti: 'two' }, { header: { jwk: key.jwk } });
    expect(await sent(possession, forged)).toBe('proof_invalid');
  });
});

describe('a nonce, where it is demanded (RFC 9449 §9)', () => {
  const clock = new ManualClock();
  const nonces = new Nonces(undefined, clock);
  const possession = possessionOf({ clock, nonces });

  it.each([
    ['is missing', undefined],
    ['is empty', ''],
    ['is made up', 'any'],
    ['is no text', 1],
    ['is of another service', new Nonces(undefined, clock).current()],
  ])('is told when it %s', async (_, nonce) => {
    const refusal = await verdict(possession, await key.prove({ ...RIGHT_CLAIMS, nonce }));
    expect(refusal).toMatchObject({ reason: 'nonce_required', status: 401, error: 'use_dpop_nonce' });
    expect(refusal).toMatchObject({ nonce: nonces.current() });
  });

  it('is taken, and does not make an old proof good', async () => {
    const nonce = nonces.current();
    expect(await sent(possession, await key.prove({ ...RIGHT_CLAIMS, nonce, iat: NOW - 61 }))).toBe('proof_invalid');
    expect(await sent(possession, await key.prove({ ...RIGHT_CLAIMS, nonce }))).toBe('fine');
    expect(await sent(possession, await key.prove({ ...RIGHT_CLAIMS, nonce }))).toBe('proof_replayed');
  });

  it('is told only for a proof that is right but for it', async () => {
    expect(await sent(possession, await key.prove({ ...RIGHT_CLAIMS, htm: 'PUT' }))).toBe('proof_invalid');
  });
});
