import { createHmac } from 'node:crypto';
import {
  type CryptoKey,
  compactVerify,
  createLocalJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  exportSPKI,
  importJWK,
} from 'jose';
import { get, requestToken } from '../../test/http-client.js';
import { API, BARE_CLIENT, CLOSED_API, runIssuer } from '../../test/running-issuer.js';
import type { Issuer } from '../index.js';
import { PERSONALITY_NAMES } from '../personalities/registry.js';

let issuer: Issuer;

beforeAll(async () => {
  issuer = await runIssuer();
});

const RANDOM_CLAIMS = { jti: undefined, uti: undefined, aio: undefined, rh: undefined };

it.each(PERSONALITY_NAMES)('mints what the %s token endpoint sends', async (personality) => {
  const [api] = issuer.apis;
  if (api) api.accessTokenAcceptedVersion = personality === 'azure-v1' ? 1 : 2;
  const sent: string = (await requestToken(issuer, personality)).body.access_token;
  const minted = await issuer.mint(personality);
  expect(decodeProtectedHeader(minted)).toEqual(decodeProtectedHeader(sent));
  expect({ ...decodeJwt(minted), ...RANDOM_CLAIMS }).toEqual({ ...decodeJwt(sent), ...RANDOM_CLAIMS });
});

it('mints for another client, API and permissions', async () => {
  const token = await issuer.mint('oidc', {
    client: BARE_CLIENT.id,
    api: CLOSED_API.identifier,
    permissions: ['read:all'],
  });
  expect(decodeJwt(token)).toMatchObject({ client_id: 'bare', aud: 'api://closed', scope: 'read:all' });
});

it('sets and removes members', async () => {
  const token = await issuer.mint('oidc', {
    header: { typ: undefined, kid: 'other' },
    claims: { sub: undefined, scope: 7, extra: ['x'] },
  });
  expect(decodeProtectedHeader(token)).toEqual({ alg: 'RS256', kid: 'other' });
  const claims = decodeJwt(token);
  expect(claims).not.toHaveProperty('sub');
  expect(claims).toMatchObject({ scope: 7, extra: ['x'], aud: API.identifier });
});

it('signs with the key of another personality', async () => {
  const token = await issuer.mint('oidc', { signedBy: 'auth0' });
  const foreign = (await get(issuer.endpoints.auth0.jwksUrl)).body;
  expect(decodeJwt(token).iss).toBe(issuer.endpoints.oidc.issuer);
  await expect(compactVerify(token, createLocalJWKSet(foreign))).resolves.toBeDefined();
});

describe('a forged token', () => {
  it('with alg none has no signature', async () => {
    const token = await issuer.mint('oidc', { header: { alg: 'none' } });
    expect(token).toMatch(/^[\w-]+\.[\w-]+\.$/);
    expect(decodeProtectedHeader(token).alg).toBe('none');
  });

  it('with HS256 is keyed with the public key', async () => {
    const token = await issuer.mint('oidc', { header: { alg: 'HS256' } });
    const [jwk] = (await get(issuer.endpoints.oidc.jwksUrl)).body.keys;
    const pem = `${await exportSPKI((await importJWK(jwk, 'RS256')) as CryptoKey)}\n`;
    const [header, claims, signature] = token.split('.');
    expect(createHmac('sha256', pem).update(`${header}.${claims}`).digest('base64url')).toBe(signature);
  });

  it.each([
    ['a foreign alg', { alg: 'ES256' }],
    ['no alg', { alg: undefined }],
    ['an unknown crit', { crit: ['x'], x: 1 }],
  ])('may have %s', async (_, header) => {
    const token = await issuer.mint('oidc', { header });
    expect(JSON.parse(Buffer.from(token.split('.', 1)[0] ?? '', 'base64url').toString())).toMatchObject(
      JSON.parse(JSON.stringify(header)),
    );
    expect(token.split('.')[2]).toHaveLength(342);
  });
});

it.each([
  [{ client: 'nobody' }, 'No client "nobody" is registered.'],
  [{ api: 'api://x' }, 'No API "api://x" is registered.'],
])('refuses %o', async (overrides, message) => {
  await expect(issuer.mint('oidc', overrides)).rejects.toThrow(new RangeError(message));
});
