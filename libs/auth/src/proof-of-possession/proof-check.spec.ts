import { START_SECONDS as NOW } from '../../test/manual-clock.js';
import { PUBLIC_URL, possessionOf, RIGHT_CLAIMS, reasonOf, verdictOnProof } from '../../test/possession-of.js';
import { type ProofChanges, type ProofKey, proofKey } from '../../test/proof-key.js';
import type { Possession } from './possession.js';

let key: ProofKey;
beforeAll(async () => {
  key = await proofKey();
});

let possession: Possession;
beforeEach(() => {
  possession = possessionOf();
});

const sent = (field: string, changes: Partial<Parameters<typeof verdictOnProof>[1]> = {}) =>
  reasonOf(verdictOnProof(field, { possession, thumbprint: key.thumbprint, ...changes }));

const proof = (changes?: ProofChanges) => key.prove(RIGHT_CLAIMS, changes);

describe('RFC 9449 §4.3', () => {
  // biome-ignore format: a table
  it.each<[string, ProofChanges]>([
    ['3: no jti', { claims: { jti: undefined } }],
    ['3: an empty jti', { claims: { jti: '' } }],
    ['3: a number for jti', { claims: { jti: 1 } }],
    ['3: a jti too long to be kept', { claims: { jti: 'x'.repeat(257) } }],
    ['3: no htm', { claims: { htm: undefined } }],
    ['3: no htu', { claims: { htu: undefined } }],
    ['3: no iat', { claims: { iat: undefined } }],
    ['3: no ath', { claims: { ath: undefined } }],
    ['4: no typ', { header: { typ: undefined } }],
    ['4: an access token as proof', { header: { typ: 'at+jwt' } }],
    ['4: typ JWT', { header: { typ: 'JWT' } }],
    ['4: a list for typ', { header: { typ: ['dpop+jwt'] } }],
    ['6: no jwk', { header: { jwk: undefined } }],
    ['6: null for jwk', { header: { jwk: null } }],
    ['6: a string for jwk', { header: { jwk: 'https://keys.example' } }],
    ['6: a key of an unknown type', { header: { jwk: { kty: 'AKP', pub: 'x' } } }],
    ['8: another method', { claims: { htm: 'POST' } }],
    ['8: a method in small letters', { claims: { htm: 'get' } }],
    ['8: a list of methods', { claims: { htm: ['GET'] } }],
    ['9: another path', { claims: { htu: `${PUBLIC_URL}/products` } }],
    ['9: a path in other letter case', { claims: { htu: `${PUBLIC_URL}/Students` } }],
    ['9: a slash more', { claims: { htu: `${PUBLIC_URL}/students/` } }],
    ['9: another host', { claims: { htu: 'https://evil.example/students' } }],
    ['9: another scheme', { claims: { htu: 'http://api.example/students' } }],
    ['9: another port', { claims: { htu: 'https://api.example:8443/students' } }],
    ['9: a user', { claims: { htu: 'https://api.example@evil.example/students' } }],
    ['9: no URI', { claims: { htu: '/students' } }],
    ['9: a number for htu', { claims: { htu: 1 } }],
    ['11: too old', { claims: { iat: NOW - 61 } }],
    ['11: from the future', { claims: { iat: NOW + 11 } }],
    ['11: a text for iat', { claims: { iat: String(NOW) } }],
    ['11: milliseconds', { claims: { iat: NOW * 1000 } }],
    ['12: the hash of another token', { claims: { ath: 'fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo' } }],
    ['12: a padded hash', { claims: { ath: `${RIGHT_CLAIMS.ath}=` } }],
    ['an extension that is not understood (RFC 7515 §4.1.11)', { header: { crit: ['urn:example'], 'urn:example': 1 } }],
  ])('refuses by check %s', async (_, changes) => {
    const refusal = await verdictOnProof(await proof(changes), { possession, thumbprint: key.thumbprint });
    const [member] = Object.keys({ ...changes.claims, ...changes.header });
    expect(refusal).toMatchObject({ reason: 'proof_invalid', status: 401, error: 'invalid_dpop_proof' });
    expect(refusal).toMatchObject({ expected: expect.stringContaining(member ?? '') });
  });

  // biome-ignore format: a table
  it.each<[string, ProofChanges]>([
    ['3: a jti as long as may be', { claims: { jti: 'x'.repeat(256) } }],
    ['4: the long name of the type', { header: { typ: 'application/DPoP+JWT' } }],
    ['9: the same URI in other words', { claims: { htu: 'HTTPS://API.example:443/x/../%73tudents?a=b#c' } }],
    ['11: a minute old', { claims: { iat: NOW - 60 } }],
    ['11: by a clock that is ahead', { claims: { iat: NOW + 10 } }],
    ['11: a fraction', { claims: { iat: NOW - 0.5 } }],
    ['what else stands in it', { claims: { nonce: 'any', exp: 1 }, header: { kid: 'one' } }],
  ])('takes by check %s', async (_, changes) => {
    expect(await sent(await proof(changes))).toBe('fine');
  });

  it.each(['not a JWT', '', 'a.b', 'a.b.c', '..', 'e30.e30.', 'e30.W10.AA'])(
    'refuses by check 2: %j',
    async (field) => {
      expect(await sent(field)).toBe('proof_invalid');
    },
  );

  it('refuses by check 2: two proofs in one field', async () => {
    expect(await sent(`${await proof()}, ${await proof()}`)).toBe('proof_invalid');
    expect(await sent(`${await proof()},`)).toBe('proof_invalid');
  });

  it('refuses by check 2: more than 4,096 letters', async () => {
    expect(await sent(await proof({ claims: { more: 'x'.repeat(2_500) } }))).toBe('fine');
    expect(await sent(await proof({ claims: { more: 'x'.repeat(3_000) } }))).toBe('proof_invalid');
  });

  it('refuses by check 12: a proof for another token of the same client', async () => {
    expect(await sent(await proof(), { token: 'another.access.token' })).toBe('proof_invalid');
  });
});

describe('the request that a proof is of', () => {
  it('is the one at the public URL, whatever its Host field says', async () => {
    const at = possessionOf({ publicUrl: 'https://API.example:443/v1/' });
    const field = await proof({ claims: { htu: 'https://api.example/v1/students' } });
    const rawHeaders = ['Host', 'evil.example', 'X-Forwarded-Host', 'evil.example', 'DPoP', field];
    expect(await sent(field, { possession: at, facts: { rawHeaders, target: '/students?page=2' } })).toBe('fine');
  });

  it.each([
    'http://evil.example/students',
    '//evil.example/students',
    '/\\evil.example/students',
    '*',
    '/x/../students',
  ])('is not the one that the target %j would lead to', async (target) => {
    const evil = await proof({ claims: { htu: 'http://evil.example/students', jti: 'evil' } });
    expect(await sent(evil, { facts: { target } })).toBe('proof_invalid');
    expect(await sent(await proof(), { facts: { target } })).toBe('proof_invalid');
  });

  it('has its method as it was sent', async () => {
    const field = await proof({ claims: { htm: 'PATCH' } });
    expect(await sent(field, { facts: { method: 'PATCH' } })).toBe('fine');
  });
});
