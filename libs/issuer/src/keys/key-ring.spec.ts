import { type CryptoKey, createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose';
import { get } from '../../test/http-client.js';
import { NOW_SECONDS, runIssuer } from '../../test/running-issuer.js';
import type { Issuer } from '../index.js';
import { PERSONALITY_NAMES } from '../personalities/registry.js';
import { KeyRing } from './key-ring.js';

const currentDate = new Date(NOW_SECONDS * 1000);

describe.each(PERSONALITY_NAMES)('rotation of %s keys', (personality) => {
  let issuer: Issuer;

  beforeEach(async () => {
    issuer = await runIssuer();
  });

  async function verify(token: string): Promise<string> {
    const keys: JSONWebKeySet = (await get(issuer.endpoints[personality].jwksUrl)).body;
    return jwtVerify<CryptoKey>(token, createLocalJWKSet(keys), { currentDate }).then(
      () => 'verified',
      (error) => error.code,
    );
  }

  it('keeps the old key published and signs with the new one', async () => {
    const old = await issuer.mint(personality);
    await issuer.rotateKeys(personality);
    const fresh = await issuer.mint(personality);
    expect(decodeProtectedHeader(fresh).kid).not.toBe(decodeProtectedHeader(old).kid);
    expect([await verify(old), await verify(fresh)]).toEqual(['verified', 'verified']);

    issuer.withdrawOldKeys(personality);
    expect([await verify(old), await verify(fresh)]).toEqual(['ERR_JWKS_NO_MATCHING_KEY', 'verified']);
  });

  it('drops the old key at once without overlap', async () => {
    const old = await issuer.mint(personality);
    await issuer.rotateKeys(personality, { overlap: false });
    const fresh = await issuer.mint(personality);
    expect([await verify(old), await verify(fresh)]).toEqual(['ERR_JWKS_NO_MATCHING_KEY', 'verified']);
  });

  it('leaves the other personalities alone', async () => {
    const other = personality === 'oidc' ? 'auth0' : 'oidc';
    const before = await issuer.mint(other, { claims: { jti: undefined } });
    await issuer.rotateKeys(personality);
    expect(await issuer.mint(other, { claims: { jti: undefined } })).toBe(before);
  });
});

it('generates one key for many first users', async () => {
  const ring = new KeyRing();
  const [one, two] = await Promise.all([ring.current(), ring.current()]);
  expect(one).toBe(two);
  expect(await ring.published()).toEqual([one]);
});
