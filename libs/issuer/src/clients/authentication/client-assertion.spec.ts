import { exportJWK, generateKeyPair } from 'jose';
import { ASSERTION_TYPE, asserted, assertion, type Signer, secretSigner, signer } from '../../../test/assertions.js';
import { basic, type Form, postForm, requestToken, tokenForm } from '../../../test/http-client.js';
import { API, CLIENT, NOW_SECONDS, runIssuer } from '../../../test/running-issuer.js';
import type { Issuer, RegisteredClient } from '../../index.js';

const OTHER = { id: 'other', secret: 'other secret', grants: { [API.identifier]: [] } } as const;

let issuer: Issuer;
let keys: Readonly<Record<'rs' | 'ps' | 'es' | 'rs384' | 'nameless' | 'stranger' | 'imitator', Signer>>;
let client: RegisteredClient;

beforeAll(async () => {
  const [rs, ps, es, rs384, nameless, stranger, imitator] = await Promise.all([
    signer('RS256', 'rs'),
    signer('PS256', 'ps'),
    signer('ES256', 'es'),
    signer('RS384', 'rs384'),
    signer('RS256'),
    signer('RS256'),
    signer('RS256', 'rs'),
  ]);
  keys = { rs, ps, es, rs384, nameless, stranger, imitator };
  client = { ...CLIENT, jwks: [rs.jwk, ps.jwk, es.jwk, rs384.jwk, nameless.jwk] };
  issuer = await runIssuer({ clients: [client, OTHER] });
});

const REFUSALS = {
  oidc: { error: 'invalid_client', error_description: 'client authentication failed' },
  auth0: { error: 'access_denied', error_description: 'Unauthorized' },
};

const ends = (name: 'oidc' | 'auth0') => issuer.endpoints[name];
const send = (name: 'oidc' | 'auth0', token: string, changes: Form = {}) =>
  requestToken(issuer, name, asserted(token, { client_id: undefined, ...changes }));

describe.each([
  ['oidc', 'rs'],
  ['oidc', 'ps'],
  ['oidc', 'es'],
  ['oidc', 'nameless'],
  ['auth0', 'rs'],
  ['auth0', 'ps'],
  ['auth0', 'rs384'],
] as const)('private_key_jwt at %s with key %s', (name, key) => {
  it.each(['issuer', 'tokenUrl'] as const)('is taken for the %s, and named in the log with its jti', async (aud) => {
    const jti = `${name} ${key} ${aud}`;
    const { status } = await send(name, await assertion(keys[key], { aud: ends(name)[aud], jti }));
    expect(status).toBe(200);
    expect(issuer.requests.at(-1)).toMatchObject({
      authenticatedBy: 'private_key_jwt',
      parameters: { client_assertion: '[hidden]', client_assertion_type: ASSERTION_TYPE, jti },
    });
  });
});

describe.each(['HS256', 'HS384', 'HS512'])('client_secret_jwt with %s', (alg) => {
  it('is taken at oidc', async () => {
    const token = await assertion(secretSigner(alg, CLIENT.secret), { aud: ends('oidc').issuer });
    expect((await send('oidc', token)).status).toBe(200);
    expect(issuer.requests.at(-1)?.authenticatedBy).toBe('client_secret_jwt');
  });

  it.each(['wrong', CLIENT.expiredSecrets[0]])('is refused under the secret "%s"', async (secret) => {
    const token = await assertion(secretSigner(alg, secret), { aud: ends('oidc').issuer });
    expect(await send('oidc', token)).toMatchObject({ status: 401, body: REFUSALS.oidc });
  });

  it('is refused at auth0', async () => {
    const token = await assertion(secretSigner(alg, CLIENT.secret), { aud: ends('auth0').issuer });
    expect(await send('auth0', token)).toMatchObject({ status: 401, body: REFUSALS.auth0 });
  });
});

describe.each([
  ['oidc', 600, 60],
  ['auth0', 300, 10],
] as const)('an assertion at %s', (name, longest, skew) => {
  const sign = (claims: Record<string, unknown> = {}, header = {}) =>
    assertion(keys.rs, { aud: ends(name).issuer, ...claims }, header);

  it.each([
    ['the array of one audience', () => sign({ aud: [ends(name).tokenUrl] })],
    ['the longest life', () => sign({ exp: NOW_SECONDS + longest })],
    ['the last second', () => sign({ exp: NOW_SECONDS + 1 })],
    ['no iat', () => sign({ iat: undefined })],
    ['clocks a little ahead', () => sign({ nbf: NOW_SECONDS + skew, iat: NOW_SECONDS + skew, exp: NOW_SECONDS + 100 })],
    ['typ JWT', () => sign({}, { typ: 'JWT' })],
    ['its own typ', () => sign({}, { typ: 'client-authentication+jwt' })],
  ])('may have %s', async (_, token) => {
    expect((await send(name, await token())).status).toBe(200);
  });

  it('may come with the same client_id', async () => {
    expect((await send(name, await sign(), { client_id: CLIENT.id })).status).toBe(200);
  });

  it.each([
    ['two audiences', () => sign({ aud: [ends(name).issuer, ends(name).tokenUrl] })],
    ['an empty array of audiences', () => sign({ aud: [] })],
    ['another audience', () => sign({ aud: issuer.origin })],
    ['an audience with one slash more', () => sign({ aud: `${ends(name).tokenUrl}/` })],
    ['the issuer of another personality', () => sign({ aud: ends(name === 'oidc' ? 'auth0' : 'oidc').issuer })],
    ['no audience', () => sign({ aud: undefined })],
    ['another iss', () => sign({ iss: OTHER.id })],
    ['another sub', () => sign({ sub: OTHER.id })],
    ['no iss', () => sign({ iss: undefined })],
    ['no sub', () => sign({ sub: undefined })],
    ['an unknown client', () => sign({ iss: 'nobody', sub: 'nobody' })],
    ['another client’s name', () => sign({ iss: OTHER.id, sub: OTHER.id })],
    ['no exp', () => sign({ exp: undefined })],
    ['an exp of now', () => sign({ iat: NOW_SECONDS - 60, exp: NOW_SECONDS })],
    ['an exp too far ahead', () => sign({ exp: NOW_SECONDS + longest + 1 })],
    ['an exp in text', () => sign({ exp: String(NOW_SECONDS + 60) })],
    ['an nbf ahead', () => sign({ nbf: NOW_SECONDS + skew + 1, exp: NOW_SECONDS + 100 })],
    ['an iat ahead', () => sign({ iat: NOW_SECONDS + skew + 1, exp: NOW_SECONDS + 100 })],
    ['an nbf after its exp', () => sign({ nbf: NOW_SECONDS + 5, exp: NOW_SECONDS + 4 })],
    ['an nbf in text', () => sign({ nbf: '0' })],
    ['no jti', () => sign({ jti: undefined })],
    ['an empty jti', () => sign({ jti: '' })],
    ['a jti that is a number', () => sign({ jti: 1 })],
    ['the typ of an access token', () => sign({}, { typ: 'at+jwt' })],
    ['an unknown kid', () => sign({}, { kid: 'unknown' })],
    ['the kid of another key', () => sign({}, { kid: 'ps' })],
    ['a key that only calls itself registered', () => assertion(keys.imitator, { aud: ends(name).issuer })],
    ['an unregistered key', () => assertion(keys.stranger, { aud: ends(name).issuer })],
  ])('may not have %s', async (_, token) => {
    expect(await send(name, await token())).toMatchObject({ status: 401, body: REFUSALS[name] });
    expect(issuer.requests.at(-1)).not.toHaveProperty('authenticatedBy');
  });

  it('may not come with another client_id', async () => {
    const answer = await send(name, await sign(), { client_id: OTHER.id });
    expect(answer).toMatchObject({ status: 401, body: REFUSALS[name] });
  });

  it('may come once, also when it comes twice at once', async () => {
    const token = await sign();
    const answers = await Promise.all([send(name, token), send(name, token)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
    expect(await send(name, token)).toMatchObject({ status: 401, body: REFUSALS[name] });
  });

  it('is not used up by one that is refused', async () => {
    const jti = `${name} forged`;
    const forged = await assertion(keys.stranger, { aud: ends(name).issuer, jti });
    expect((await send(name, forged)).status).toBe(401);
    expect((await send(name, await sign({ jti }))).status).toBe(200);
  });

  it('needs its type, exactly', async () => {
    const without = await send(name, await sign(), { client_assertion_type: undefined });
    const wrong = await send(name, await sign(), { client_assertion_type: `${ASSERTION_TYPE} ` });
    expect([without, wrong]).toMatchObject([
      { status: 400, body: { error: 'invalid_request' } },
      { status: 400, body: { error: 'invalid_request' } },
    ]);
  });

  it('may not come beside a secret', async () => {
    const { tokenUrl } = ends(name);
    const form = { ...tokenForm(name), ...asserted(await sign()) };
    const answers = await Promise.all([
      postForm(tokenUrl, { ...form, client_secret: CLIENT.secret }),
      postForm(tokenUrl, form, { authorization: basic(CLIENT.id, CLIENT.secret) }),
    ]);
    expect(answers).toMatchObject([
      { status: 400, body: { error: 'invalid_request' } },
      { status: 400, body: { error: 'invalid_request' } },
    ]);
  });

  it('is verified with the public key, and never keyed with it', async () => {
    const pem = JSON.stringify(client.jwks?.[0]);
    const token = await assertion(secretSigner('HS256', pem), { aud: ends(name).issuer });
    expect(await send(name, token)).toMatchObject({ status: 401, body: REFUSALS[name] });
  });
});

it('takes ES256 at oidc only', async () => {
  const token = await assertion(keys.es, { aud: ends('auth0').issuer });
  expect((await send('auth0', token)).status).toBe(401);
});

it('does not take a curve that does not fit', async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES384');
  const jwk = await exportJWK(publicKey);
  const odd = await runIssuer({ clients: [{ ...CLIENT, jwks: [jwk] }] });
  const token = await assertion({ key: privateKey, header: { alg: 'ES384' } }, { aud: odd.endpoints.oidc.issuer });
  expect((await requestToken(odd, 'oidc', asserted(token))).status).toBe(401);
});

it('follows rotated keys', async () => {
  const rotating = await runIssuer({ clients: [client] });
  const aud = rotating.endpoints.oidc.issuer;
  rotating.rotateJwks(CLIENT.id, [keys.stranger.jwk]);
  const old = await requestToken(rotating, 'oidc', asserted(await assertion(keys.rs, { aud })));
  const next = await requestToken(rotating, 'oidc', asserted(await assertion(keys.stranger, { aud })));
  expect([old.status, next.status]).toEqual([401, 200]);
});

it('rotates to public keys only', () => {
  expect(() => issuer.rotateJwks(CLIENT.id, [{ kty: 'oct', k: 'hush' }])).toThrow(
    new TypeError('client "portero" has a JWK that is not a public RSA or EC key'),
  );
  expect(() => issuer.rotateJwks('nobody', [])).toThrow(new RangeError('No client "nobody" is registered.'));
});

it('records the jti of a request that a fault strikes', async () => {
  const striking = await runIssuer({ clients: [client] });
  striking.injectFault({ endpoint: 'token' }, { kind: 'status', status: 503 });
  const aud = striking.endpoints.oidc.issuer;
  await requestToken(striking, 'oidc', asserted(await assertion(keys.rs, { aud, jti: 'j'.repeat(300) })));
  expect(striking.requests.at(-1)?.parameters.jti).toBe('j'.repeat(256));
});
