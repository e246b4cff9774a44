import fc from 'fast-check';
import { importJWK, jwtVerify } from 'jose';
import { KeyProvider } from '../../test/key-provider.js';
import { START_SECONDS as NOW } from '../../test/manual-clock.js';
import { type SigningKey, signingKey } from '../../test/signing-key.js';
import { trustOf } from '../../test/trust-of.js';
import { credentialsIn } from '../bearer/authorization-header.js';
import { Refusal } from '../bearer/refusal.js';
import { parseCompactToken } from './compact-token.js';
import { TrustedIssuers } from './trusted-issuers.js';
import { verify } from './verify.js';

const TRUST = trustOf({ algorithms: ['ES256'] });
const CLAIMS = { iss: TRUST.issuer, sub: 'portero', client_id: 'portero', aud: 'api://students', exp: NOW + 300 };
const encoded = (text: string) => Buffer.from(text).toString('base64url');

let key: SigningKey;
let provider: KeyProvider;
let issuers: TrustedIssuers;

beforeAll(async () => {
  key = await signingKey('one');
  provider = new KeyProvider(key.jwk);
  issuers = new TrustedIssuers([{ trust: TRUST, keys: provider.keySet } as never]);
});

/** The way of an Authorization field, to the end of the rules. */
async function verdictOn(field: string): Promise<Refusal | 'accepted'> {
  try {
    const token = parseCompactToken(credentialsIn(['Authorization', field]).token);
    issuers.of(token);
    await verify(token, provider.keySet, { trust: TRUST, now: NOW });
    return 'accepted';
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

async function joseAccepts(compact: string): Promise<boolean> {
  const publicKey = await importJWK(key.jwk, 'ES256');
  const options = { issuer: TRUST.issuer, audience: 'api://students', algorithms: ['ES256'], typ: 'at+jwt' };
  return jwtVerify(compact, publicKey, { ...options, clockTolerance: 60, currentDate: new Date(NOW * 1000) }).then(
    () => true,
    () => false,
  );
}

/** A value that a claim may have by mistake or by malice, near to what is right. */
const odd = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(TRUST.issuer, 'api://students', ['api://students'], 'ES256', 'at+jwt', 'one', undefined),
  fc.integer({ min: NOW - 200, max: NOW + 200 }),
  fc.double(),
);
const header = fc.dictionary(fc.constantFrom('alg', 'typ', 'kid', 'crit', 'b64', 'jwk', 'jku', 'cty'), odd, {
  maxKeys: 2,
});
const claims = fc.dictionary(fc.constantFrom('iss', 'aud', 'exp', 'nbf', 'iat', 'sub', 'client_id', 'jti'), odd, {
  maxKeys: 3,
});

it('refuses whatever stands in the field with 400 or 401, and never breaks', async () => {
  const part = fc.oneof(fc.string(), fc.json().map(encoded), fc.base64String(), fc.constant(''));
  const field = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string().map((text) => `Bearer ${text}`),
    fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => `Bearer ${parts.join('.')}`),
  );
  await fc.assert(
    fc.asyncProperty(field, async (text) => {
      const verdict = await verdictOn(text);
      expect(verdict).toBeInstanceOf(Refusal);
      expect([400, 401]).toContain((verdict as Refusal).status);
    }),
    { numRuns: 2_000 },
  );
});

it('takes no signed token that jose would not take', async () => {
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(header, claims, async (headers, changes) => {
      const { alg = 'ES256', crit, b64, ...rest } = headers;
      const compact = await key.sign({ ...CLAIMS, ...changes }, rest);
      // jose signs no such header: it is put in afterwards, and the signature is then over another one.
      const forged = alg !== 'ES256' || crit !== undefined || b64 !== undefined;
      const token = forged
        ? compact.replace(/^[^.]+/, encoded(JSON.stringify({ typ: 'at+jwt', kid: 'one', ...headers })))
        : compact;

      const verdict = await verdictOn(`Bearer ${token}`);
      if (verdict === 'accepted') {
        accepted += 1;
        expect(await joseAccepts(token)).toBe(true);
      } else {
        expect(verdict.status).toBe(401);
      }
    }),
    { numRuns: 1_500 },
  );
  // Or the property would hold of nothing.
  expect(accepted).toBeGreaterThan(50);
});

it('takes no token whose signature or text was changed in one place', async () => {
  const compact = await key.sign(CLAIMS);
  expect(await verdictOn(`Bearer ${compact}`)).toBe('accepted');
  await fc.assert(
    fc.asyncProperty(fc.nat(compact.length - 1), fc.constantFrom(...'AQgw_-.'), async (at, letter) => {
      fc.pre(compact[at] !== letter);
      const changed = compact.slice(0, at) + letter + compact.slice(at + 1);
      expect(await verdictOn(`Bearer ${changed}`)).toBeInstanceOf(Refusal);
    }),
    { numRuns: 500 },
  );
});
