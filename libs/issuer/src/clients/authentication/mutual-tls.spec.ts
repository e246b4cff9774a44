import { asserted, assertion, signer } from '../../../test/assertions.js';
import { identity, type TestIdentity } from '../../../test/certificates.js';
import { type Form, get, postForm, tokenForm } from '../../../test/http-client.js';
import { overTls } from '../../../test/https-client.js';
import { API, CLIENT, NOW_SECONDS, runIssuer } from '../../../test/running-issuer.js';
import { type Issuer, startIssuer } from '../../index.js';

const GRANTS = { [API.identifier]: ['read:students'] };
const NAME = 'C=ES, O=Example, CN=portero';
const REFUSED = { status: 401, body: { error: 'invalid_client', error_description: 'client authentication failed' } };

let server: TestIdentity;
let authority: TestIdentity;
let intermediate: TestIdentity;
let own: TestIdentity;
let issued: TestIdentity;
let issuer: Issuer;

beforeAll(async () => {
  [server, authority, own] = await Promise.all([
    identity('CN=issuer'),
    identity('CN=authority', { isAuthority: true }),
    identity('CN=pinned'),
  ]);
  intermediate = await identity('CN=intermediate', { isAuthority: true, issuer: authority });
  issued = await identity(NAME, { issuer: authority });
  issuer = await runIssuer({
    tls: { key: server.key, cert: server.cert, ca: authority.cert },
    clients: [
      CLIENT,
      { id: 'pinned', certificates: [own.cert], grants: GRANTS },
      { id: 'named', tlsClientAuthSubjectDn: 'CN=portero,O=Example,C=ES', grants: GRANTS },
      { id: 'both', certificates: [own.cert], tlsClientAuthSubjectDn: 'CN=portero,O=Example,C=ES', grants: GRANTS },
      { id: 'issued', certificates: [issued.cert], grants: GRANTS },
      { id: 'bound', secret: 'a secret', tlsClientAuthSubjectDn: 'CN=portero,O=Example,C=ES', grants: GRANTS },
    ],
  });
});

const send = (client_id: string | undefined, as?: Pick<TestIdentity, 'cert' | 'key'>, changes: Form = {}) =>
  overTls(
    `${issuer.mtlsOrigin}/oidc/token`,
    { ca: server.cert, as },
    { ...tokenForm('oidc'), client_secret: undefined, client_id, ...changes },
  );

describe('the second origin', () => {
  it('is https on another port of 127.0.0.1', () => {
    expect(issuer.mtlsOrigin).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    expect(new URL(issuer.mtlsOrigin ?? '').port).not.toBe(new URL(issuer.origin).port);
  });

  it('is advertised, with the methods', async () => {
    const { body } = await get(issuer.endpoints.oidc.discoveryUrl);
    expect(body.mtls_endpoint_aliases).toEqual({
      token_endpoint: `${issuer.mtlsOrigin}/oidc/token`,
      introspection_endpoint: `${issuer.mtlsOrigin}/oidc/introspect`,
    });
    expect(body.tls_client_certificate_bound_access_tokens).toBe(true);
    expect(body.token_endpoint).toBe(`${issuer.origin}/oidc/token`);
    expect(body.token_endpoint_auth_methods_supported).toEqual([
      'client_secret_basic',
      'client_secret_post',
      'client_secret_jwt',
      'private_key_jwt',
      'tls_client_auth',
      'self_signed_tls_client_auth',
    ]);
  });

  it('serves the same documents, without a certificate too', async () => {
    const discovery = '/oidc/.well-known/openid-configuration';
    const { body } = await overTls(`${issuer.mtlsOrigin}${discovery}`, { ca: server.cert });
    expect(body).toEqual((await get(issuer.origin + discovery)).body);
  });

  it('takes the other methods too', async () => {
    expect((await send(CLIENT.id, undefined, { client_secret: CLIENT.secret })).status).toBe(200);
  });

  it('does not exist without tls', async () => {
    const plain = await runIssuer();
    const { body } = await get(plain.endpoints.oidc.discoveryUrl);
    expect(plain).not.toHaveProperty('mtlsOrigin');
    expect(body).not.toHaveProperty('mtls_endpoint_aliases');
    expect(body).not.toHaveProperty('tls_client_certificate_bound_access_tokens');
    expect(body.token_endpoint_auth_methods_supported).not.toContain('tls_client_auth');
  });

  it('closes with the first', async () => {
    const brief = await startIssuer({
      apis: [],
      clients: [{ id: 'a', secret: 'b', grants: {} }],
      tls: { key: server.key, cert: server.cert },
    });
    const url = `${brief.mtlsOrigin}/oidc/jwks`;
    expect((await overTls(url, { ca: server.cert })).status).toBe(200);
    await brief.close();
    await expect(overTls(url, { ca: server.cert })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

describe('self_signed_tls_client_auth', () => {
  it.each([
    ['pinned', () => own],
    ['both', () => own],
    ['issued', () => issued],
  ])('takes the registered certificate of %s', async (id, as) => {
    expect(await send(id, as())).toMatchObject({ status: 200, body: { expires_in: 300 } });
    expect(issuer.requests.at(-1)?.authenticatedBy).toBe('self_signed_tls_client_auth');
  });

  it('refuses another certificate of the same key', async () => {
    const twin = await identity('CN=pinned', { keys: own.keys, notBefore: new Date(0) });
    expect(await send('pinned', twin)).toMatchObject(REFUSED);
  });

  it('refuses another certificate of the same name', async () => {
    expect(await send('pinned', await identity('CN=pinned'))).toMatchObject(REFUSED);
  });

  it('refuses an expired certificate, by the issuer’s clock', async () => {
    issuer.setClockSkew(Date.parse('2099-01-02') / 1000 - NOW_SECONDS);
    expect(await send('pinned', own)).toMatchObject(REFUSED);
    issuer.setClockSkew(0);
  });

  it('follows a rotated certificate', async () => {
    const next = await identity('CN=pinned');
    issuer.rotateCertificate('pinned', next.cert);
    expect([(await send('pinned', own)).status, (await send('pinned', next)).status]).toEqual([401, 200]);
    issuer.rotateCertificate('pinned', own.cert);
  });
});

describe('tls_client_auth', () => {
  it.each(['named', 'both'])('takes a certificate of the authority for the subject of %s', async (id) => {
    expect((await send(id, issued)).status).toBe(200);
    expect(issuer.requests.at(-1)?.authenticatedBy).toBe('tls_client_auth');
  });

  it('takes a chain', async () => {
    const leaf = await identity(NAME, { issuer: intermediate });
    expect((await send('named', { key: leaf.key, cert: `${leaf.cert}\n${intermediate.cert}` })).status).toBe(200);
    expect(await send('named', leaf)).toMatchObject(REFUSED);
  });

  it.each([
    ['another subject', () => identity('C=ES, O=Example, CN=another', { issuer: authority })],
    ['the subject and more', () => identity(`${NAME}, OU=more`, { issuer: authority })],
    ['the subject in another order', () => identity('CN=portero, O=Example, C=ES', { issuer: authority })],
    [
      'another authority of the same name',
      async () => {
        const imitator = await identity('CN=authority', { isAuthority: true });
        return identity(NAME, { issuer: imitator });
      },
    ],
    ['an issuer that is no authority', () => identity(NAME, { issuer: issued })],
    ['its own signature', () => identity(NAME)],
    [
      'an expired certificate',
      () => identity(NAME, { issuer: authority, notAfter: new Date((NOW_SECONDS - 1) * 1000) }),
    ],
    [
      'a certificate that is not valid yet',
      () => identity(NAME, { issuer: authority, notBefore: new Date((NOW_SECONDS + 1) * 1000) }),
    ],
  ])('refuses %s', async (_, as) => {
    expect(await send('named', await as())).toMatchObject(REFUSED);
    expect(issuer.requests.at(-1)).not.toHaveProperty('authenticatedBy');
  });

  it('trusts nobody without a ca', async () => {
    const options = { key: server.key, cert: server.cert };
    const bare = await runIssuer({ tls: options });
    const url = `${bare.mtlsOrigin}/oidc/token`;
    const form = { ...tokenForm('oidc'), client_secret: undefined };
    expect(await overTls(url, { ca: server.cert, as: issued }, form)).toMatchObject(REFUSED);
  });
});

describe('a client certificate', () => {
  it('needs client_id beside it', async () => {
    expect(await send(undefined, own)).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  });

  it.each([
    ['an unknown client', 'nobody'],
    ['a client with a secret only', CLIENT.id],
  ])('does not authenticate %s', async (_, id) => {
    expect(await send(id, own)).toMatchObject(REFUSED);
    expect(await send(id, issued)).toMatchObject(REFUSED);
  });

  it('is required', async () => {
    expect(await send('pinned')).toMatchObject({
      status: 401,
      body: { error_description: 'no client authentication' },
    });
    const form = { ...tokenForm('oidc'), client_secret: undefined, client_id: 'pinned' };
    expect((await postForm(issuer.endpoints.oidc.tokenUrl, form)).status).toBe(401);
  });

  it('is no second authentication beside another, nor does it save a wrong one', async () => {
    expect((await send('bound', issued, { client_secret: 'a secret' })).status).toBe(200);
    expect(issuer.requests.at(-1)?.authenticatedBy).toBe('client_secret_post');
    expect(await send('bound', issued, { client_secret: 'wrong' })).toMatchObject(REFUSED);
    const token = await assertion(await signer('RS256'), {
      aud: issuer.endpoints.oidc.issuer,
      iss: 'bound',
      sub: 'bound',
    });
    expect(await send('bound', issued, asserted(token))).toMatchObject(REFUSED);
  });

  it.each([
    ['auth0', '/auth0/oauth/token'],
    ['azure-v2', '/azure/{tenant}/oauth2/v2.0/token'],
  ] as const)('means nothing to %s', async (name, path) => {
    const url = issuer.mtlsOrigin + path.replace('{tenant}', issuer.tenant);
    const form = { ...tokenForm(name), client_id: 'pinned', client_secret: undefined };
    expect((await overTls(url, { ca: server.cert, as: own }, form)).status).toBe(401);
  });
});
