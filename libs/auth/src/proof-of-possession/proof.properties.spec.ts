import fc from 'fast-check';
import { START_SECONDS as NOW } from '../../test/manual-clock.js';
import { PUBLIC_URL, possessionOf, RIGHT_CLAIMS, verdictOnProof } from '../../test/possession-of.js';
import { type ProofKey, proofKey } from '../../test/proof-key.js';
import { Refusal } from '../bearer/refusal.js';
import { keyThumbprint } from './key-thumbprint.js';

let key: ProofKey;
beforeAll(async () => {
  key = await proofKey();
});

/** By somebody who remembers nothing, so that one proof may be tried again and again. */
const possession = possessionOf({ proofs: { firstUse: async () => true } });

const verdictOn = (field: string, thumbprint = key.thumbprint) => verdictOnProof(field, { possession, thumbprint });

const encoded = (text: string) => Buffer.from(text).toString('base64url');

function refused(verdict: Refusal | 'fine'): void {
  expect(verdict).toBeInstanceOf(Refusal);
  expect((verdict as Refusal).status).toBe(401);
}

it('refuses whatever stands in the field with 401, and never breaks', async () => {
  const part = fc.oneof(fc.string(), fc.json().map(encoded), fc.base64String(), fc.constant(''));
  const field = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('.')),
  );
  await fc.assert(
    fc.asyncProperty(field, async (text) => refused(await verdictOn(text))),
    { numRuns: 2_000 },
  );
});

/** A value that a member may have by mistake or by malice, near to what is right. */
const odd = () =>
  fc.oneof(
    fc.jsonValue(),
    fc.constantFrom('GET', 'ES256', 'dpop+jwt', undefined, RIGHT_CLAIMS.htu, RIGHT_CLAIMS.ath, PUBLIC_URL),
    fc.integer({ min: NOW - 100, max: NOW + 100 }),
    fc.record({
      kty: fc.constantFrom('EC', 'RSA', 'OKP', 'oct'),
      crv: fc.constantFrom('P-256', 'Ed25519'),
      x: fc.string(),
    }),
    fc.string().map((text) => ({ ...key.jwk, x: text })),
  );

it('takes a signed proof only with what RFC 9449 §4.2 wants in it', async () => {
  const header = fc.dictionary(fc.constantFrom('typ', 'jwk', 'kid', 'cty'), odd(), { maxKeys: 1 });
  const claims = fc.dictionary(fc.constantFrom('jti', 'htm', 'htu', 'iat', 'ath', 'nonce', 'exp'), odd(), {
    maxKeys: 2,
  });
  let fine = 0;
  await fc.assert(
    fc.asyncProperty(header, claims, async (headers, changes) => {
      const verdict = await verdictOn(await key.prove(RIGHT_CLAIMS, { header: headers, claims: changes }));
      if (verdict !== 'fine') return refused(verdict);
      fine += 1;
      const { jti, htm, htu, iat, ath } = { ...RIGHT_CLAIMS, ...changes };
      expect({ ...headers, typ: 'dpop+jwt', jwk: key.jwk }).toEqual({ typ: 'dpop+jwt', jwk: key.jwk, ...headers });
      expect({ htm, htu, ath }).toEqual({ htm: 'GET', htu: RIGHT_CLAIMS.htu, ath: RIGHT_CLAIMS.ath });
      expect(typeof jti).toBe('string');
      expect(Math.abs((iat as number) - NOW)).toBeLessThanOrEqual(60);
    }),
    { numRuns: 1_500 },
  );
  // Or the property would hold of nothing.
  expect(fine).toBeGreaterThan(50);
});

it('never breaks on a key, also on one that a token is bound to', async () => {
  const bytes = fc.uint8Array({ maxLength: 300 }).map((some) => Buffer.from(some).toString('base64url'));
  const jwk = fc.oneof(
    fc.record({ kty: fc.constant('EC'), crv: fc.constantFrom('P-256', 'P-521', 'secp256k1', 'x'), x: bytes, y: bytes }),
    fc.record({ kty: fc.constant('OKP'), crv: fc.constantFrom('Ed25519', 'X25519', 'Ed448'), x: bytes }),
    fc.record({ kty: fc.constant('RSA'), n: bytes, e: bytes }),
  );
  const alg = fc.constantFrom('ES256', 'ES512', 'PS256', 'RS256', 'EdDSA');
  await fc.assert(
    fc.asyncProperty(jwk, alg, bytes, async (shown, name, signature) => {
      const parts = [{ alg: name, typ: 'dpop+jwt', jwk: shown }, RIGHT_CLAIMS].map((one) =>
        encoded(JSON.stringify(one)),
      );
      refused(await verdictOn([...parts, signature].join('.'), keyThumbprint(shown)));
    }),
    { numRuns: 1_500 },
  );
});

it('takes no proof whose text was changed in one place', async () => {
  const compact = await key.prove(RIGHT_CLAIMS);
  expect(await verdictOn(compact)).toBe('fine');
  await fc.assert(
    fc.asyncProperty(fc.nat(compact.length - 1), fc.constantFrom(...'AQgw_-.'), async (at, letter) => {
      fc.pre(compact[at] !== letter);
      refused(await verdictOn(compact.slice(0, at) + letter + compact.slice(at + 1)));
    }),
    { numRuns: 500 },
  );
});
