import { decodeJwt } from 'jose';
import { postForm, requestToken } from '../../test/http-client.js';
import { API, CLIENT, NOW_SECONDS, runIssuer } from '../../test/running-issuer.js';
import type { HostedApi, Issuer } from '../index.js';

type TokenFormat = HostedApi['tokenFormat'];

const OPAQUE_API = { identifier: 'api://opaque', permissions: ['read:secrets'], tokenFormat: 'opaque' } as const;

const RESOURCE_OF: Readonly<Record<TokenFormat, string>> = { jwt: API.identifier, opaque: OPAQUE_API.identifier };

const INACTIVE = { active: false };

let issuer: Issuer;

beforeAll(async () => {
  const grants = { ...CLIENT.grants, [OPAQUE_API.identifier]: ['read:secrets'] };
  issuer = await runIssuer({ apis: [API, OPAQUE_API], clients: [{ ...CLIENT, grants }] });
});

afterEach(() => issuer.setClockSkew(0));

async function introspect(token: string) {
  const form = { client_id: CLIENT.id, client_secret: CLIENT.secret, token };
  const { status, body } = await postForm(issuer.endpoints.oidc.introspectionUrl ?? '', form);
  expect(status).toBe(200);
  return body;
}

const newToken = async (format: TokenFormat): Promise<string> =>
  (await requestToken(issuer, 'oidc', { resource: RESOURCE_OF[format] })).body.access_token;

const mint = (format: TokenFormat, claims?: Readonly<Record<string, unknown>>) =>
  issuer.mint('oidc', { api: RESOURCE_OF[format], claims });

it('gives a reference for an API with opaque tokens, and a JWT for another', async () => {
  const { status, body } = await requestToken(issuer, 'oidc', { resource: OPAQUE_API.identifier });
  expect([status, body]).toEqual([
    200,
    {
      access_token: expect.stringMatching(/^[\w-]{43}$/),
      token_type: 'Bearer',
      expires_in: 300,
      scope: 'read:secrets',
    },
  ]);
  expect(decodeJwt(await newToken('jwt')).aud).toBe(API.identifier);
});

it('gives JWTs for it at the other personalities, which have no introspection', async () => {
  const auth0 = (await requestToken(issuer, 'auth0', { audience: OPAQUE_API.identifier })).body.access_token;
  const entra = (await requestToken(issuer, 'azure-v1', { resource: OPAQUE_API.identifier })).body.access_token;
  expect([decodeJwt(auth0).aud, decodeJwt(entra).aud]).toEqual([OPAQUE_API.identifier, issuer.apis[1]?.clientId]);
  expect(decodeJwt(await issuer.mint('auth0', { api: OPAQUE_API.identifier })).aud).toBe(OPAQUE_API.identifier);
});

describe.each(['jwt', 'opaque'] as const)('introspection of a token that is %s', (format) => {
  it('tells all about it', async () => {
    const resource = RESOURCE_OF[format];
    const scope = format === 'jwt' ? 'read:students write:students' : 'read:secrets';
    expect(await introspect(await newToken(format))).toEqual({
      active: true,
      iss: issuer.endpoints.oidc.issuer,
      sub: 'portero',
      aud: resource,
      client_id: 'portero',
      scope,
      exp: NOW_SECONDS + 300,
      iat: NOW_SECONDS,
      jti: expect.stringMatching(/^[\w-]{36}$/),
      token_type: 'Bearer',
    });
  });

  it('ends with the token', async () => {
    const token = await newToken(format);
    issuer.setClockSkew(299);
    expect((await introspect(token)).active).toBe(true);
    issuer.setClockSkew(300);
    expect(await introspect(token)).toEqual(INACTIVE);
  });

  it('ends when it is revoked, and only for that token', async () => {
    const [token, another] = [await newToken(format), await newToken(format)];
    issuer.revoke(token);
    expect(await introspect(token)).toEqual(INACTIVE);
    expect((await introspect(another)).active).toBe(true);
  });

  it.each([
    [{ cnf: { jkt: 'x' } }, 'DPoP'],
    [{ cnf: { 'x5t#S256': 'x' } }, 'Bearer'],
    [{ nbf: NOW_SECONDS, aud: ['a', 'b'], roles: ['c'] }, 'Bearer'],
    [{ exp: undefined, scope: undefined }, 'Bearer'],
    [{ active: false, token_type: 'x' }, 'Bearer'],
  ])('tells what was minted: %j', async (claims, token_type) => {
    const told = JSON.parse(JSON.stringify({ ...claims, active: true, token_type }));
    const body = await introspect(await mint(format, claims));
    expect(body).toMatchObject(told);
    expect('exp' in body).toBe(!('exp' in claims));
  });

  it.each([{ exp: 1 }, { exp: NOW_SECONDS }, { exp: 'soon' }, { nbf: NOW_SECONDS + 1 }, { nbf: null }])(
    'tells nothing outside its time: %j',
    async (claims) => {
      expect(await introspect(await mint(format, claims))).toEqual(INACTIVE);
    },
  );
});

describe('introspection tells nothing about', () => {
  it.each(['x', '..', 'a.b.c', 'A'.repeat(43), '\0', '__proto__', 'x'.repeat(50_000)])('%.20j', async (token) => {
    expect(await introspect(token)).toEqual(INACTIVE);
  });

  it.each([
    ['the key of another personality', () => issuer.mint('oidc', { signedBy: 'auth0' })],
    ['the token of another personality', () => issuer.mint('auth0')],
    ['the name of another issuer', () => mint('jwt', { iss: 'https://as.example' })],
    ['no signature', () => issuer.mint('oidc', { header: { alg: 'none' } })],
    ['the public key as a secret', () => issuer.mint('oidc', { header: { alg: 'HS256' } })],
    ['a changed token', async () => (await newToken('jwt')).replace(/\.[^.]+\./, '.e30.')],
  ])('%s', async (_, make) => {
    expect(await introspect(await make())).toEqual(INACTIVE);
  });

  it('a token whose key is withdrawn', async () => {
    const token = await newToken('jwt');
    await issuer.rotateKeys('oidc');
    expect((await introspect(token)).active).toBe(true);
    issuer.withdrawOldKeys('oidc');
    expect(await introspect(token)).toEqual(INACTIVE);
  });

  it('a revoked JWT under the same signature in other letters', async () => {
    const token = await newToken('jwt');
    // The last letter of 256 octets in base64url has four bits to spare.
    const spare = String.fromCharCode(token.charCodeAt(token.length - 1) + 1);
    const twin = token.slice(0, -1) + spare;
    expect((await introspect(twin)).active).toBe(true);
    issuer.revoke(token);
    expect([await introspect(token), await introspect(twin)]).toEqual([INACTIVE, INACTIVE]);
  });
});

it('lets anything be revoked', () => {
  expect(() => issuer.revoke('nobody’s')).not.toThrow();
});
