import { generateKeyPairSync, sign } from 'node:crypto';
import { calculateJwkThumbprint, type JWK, SignJWT } from 'jose';
import { ManualClock } from '../../test/manual-clock.js';
import { possessionOf, RIGHT_CLAIMS, reasonOf, verdictOnProof } from '../../test/possession-of.js';
import { type ProofChanges, type ProofKey, proofKey } from '../../test/proof-key.js';
import type { Possession } from './possession.js';
import { PROOF_ALGORITHMS } from './proof-rules.js';

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

it('takes the example of RFC 9449 §7.1', async () => {
  const field =
    'eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFV' +
    'ZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19.eyJqdGkiOiJlMWozVl9i' +
    'S2ljOC1MQUVCIiwiaHRtIjoiR0VUIiwiaHR1IjoiaHR0cHM6Ly9yZXNvdXJjZS5leGFtcGxlLm9yZy9wcm90ZWN0ZWRyZXNvdXJjZSIsImlhdCI6MTU2MjI2' +
    'MjYxOCwiYXRoIjoiZlVIeU8ycjJaM0RaNTNFc05yV0JiMHhXWG9hTnk1OUlpS0NBcWtzbVFFbyJ9.2oW9RP35yRqzhrtNP86L-Ey71EOptxRimPPToA1plemAgR' +
    '6pxHF8y6-yqyVnmcw6Fy1dqd-jfxSYoMxhAJpLjA';
  const clock = new ManualClock();
  clock.setWall(1_562_262_618_000);
  const request = {
    possession: possessionOf({ clock, publicUrl: 'https://resource.example.org' }),
    facts: { target: '/protectedresource' },
    token: 'Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU',
    thumbprint: '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I',
  };
  expect(await sent(field, request)).toBe('fine');
});

it.each(PROOF_ALGORITHMS)('takes a proof by %s, and no other one by the same key', async (alg) => {
  const by = await proofKey(alg);
  const field = await by.prove(RIGHT_CLAIMS);
  expect(await sent(field, { thumbprint: by.thumbprint })).toBe('fine');
  const [head, , signature] = field.split('.');
  const payload = Buffer.from(JSON.stringify({ ...RIGHT_CLAIMS, jti: 'two' })).toString('base64url');
  expect(await sent([head, payload, signature].join('.'), { thumbprint: by.thumbprint })).toBe('proof_invalid');
});

describe('RFC 9449 §4.3', () => {
  it('refuses by check 5: an algorithm that is not accepted, asymmetric or not', async () => {
    const rsa = await proofKey('RS384');
    expect(await sent(await rsa.prove(RIGHT_CLAIMS), { thumbprint: rsa.thumbprint })).toBe('proof_invalid');

    const [, payload] = (await proof()).split('.');
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'dpop+jwt', jwk: key.jwk })).toString('base64url');
    expect(await sent(`${none}.${payload}.`)).toBe('proof_invalid');

    const secret = Buffer.alloc(32, 1);
    const jwk = { kty: 'oct', k: secret.toString('base64url') };
    const hmac = await new SignJWT(RIGHT_CLAIMS)
      .setProtectedHeader({ alg: 'HS256', typ: 'dpop+jwt', jwk })
      .sign(secret);
    expect(await sent(hmac)).toBe('proof_invalid');
  });

  it('refuses by check 6: a signature by another key than the one it shows', async () => {
    const other = await proofKey();
    expect(await sent(await other.prove(RIGHT_CLAIMS, { header: { jwk: key.jwk } }))).toBe('proof_invalid');
  });

  it('refuses by check 6: a key that is for something else', async () => {
    expect(await sent(await proof({ header: { jwk: { ...key.jwk, use: 'enc' } } }))).toBe('proof_invalid');
    expect(await sent(await proof({ header: { jwk: { ...key.jwk, key_ops: ['sign'] } } }))).toBe('proof_invalid');
  });

  it.each([
    [1024, 'proof_invalid'],
    [2048, 'fine'],
  ])('decides by check 6 on an RSA key of %d bits: %s', async (modulusLength, verdict) => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength });
    const jwk = publicKey.export({ format: 'jwk' });
    // jose makes no signature with a weak key.
    const signed = [{ alg: 'RS256', typ: 'dpop+jwt', jwk }, RIGHT_CLAIMS]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const field = `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
    expect(await sent(field, { thumbprint: await calculateJwkThumbprint(jwk as JWK) })).toBe(verdict);
  });

  it('refuses by check 7: a private key, whichever member tells it', async () => {
    for (const member of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']) {
      const field = await proof({ header: { jwk: { ...key.jwk, [member]: 'AQAB' } } });
      const refusal = await verdictOnProof(field, { possession, thumbprint: key.thumbprint });
      expect(refusal).toMatchObject({ reason: 'proof_invalid', actual: `one with ${member}` });
    }
  });
});
