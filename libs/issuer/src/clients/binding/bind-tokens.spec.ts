import { createHash, X509Certificate } from 'node:crypto';
import { decodeJwt } from 'jose';
import { asserted, assertion, type Signer, signer } from '../../../test/assertions.js';
import { identity, type TestIdentity } from '../../../test/certificates.js';
import { proof, proofKey } from '../../../test/dpop-proofs.js';
import { type Form, requestToken, tokenForm } from '../../../test/http-client.js';
import { overTls } from '../../../test/https-client.js';
import { API, CLIENT, runIssuer } from '../../../test/running-issuer.js';
import type { Issuer } from '../../index.js';

const GRANTS = { [API.identifier]: ['read:students'] };
const NO_CERTIFICATE = { error: 'invalid_request', error_description: 'the client must present a certificate' };

let own: TestIdentity;
let key: Signer;
let issuer: Issuer;
let url: string;

beforeAll(async () => {
  [own, key] = await Promise.all([identity('CN=portero'), signer('ES256')]);
  issuer = await runIssuer({
    tls: { key: own.key, cert: own.cert, ca: own.cert },
    clients: [
      CLIENT,
      { id: 'bound', secret: 'hush', jwks: [key.jwk], certificateBound: true, grants: GRANTS },
      { id: 'pinned', certificates: [own.cert], certificateBound: true, grants: GRANTS },
      { id: 'holder', secret: 'hush', dpopBound: true, grants: GRANTS },
    ],
  });
  url = `${issuer.mtlsOrigin}/oidc/token`;
});

const send = (form: Form, as?: TestIdentity, headers = {}) =>
  overTls(url, { ca: own.cert, as, headers }, { ...tokenForm('oidc'), client_secret: undefined, ...form });

const thumbprint = ({ cert }: TestIdentity) =>
  createHash('sha256').update(new X509Certificate(cert).raw).digest('base64url');

describe('a client that is certificateBound', () => {
  it.each([
    ['client_secret_post', async () => ({ client_id: 'bound', client_secret: 'hush' })],
    [
      'private_key_jwt',
      async () => {
        const about = { iss: 'bound', sub: 'bound', aud: issuer.endpoints.oidc.issuer };
        return asserted(await assertion(key, about), { client_id: undefined });
      },
    ],
    ['self_signed_tls_client_auth', async () => ({ client_id: 'pinned' })],
  ])('gets a token for its certificate, by %s', async (method, form) => {
    const { status, body } = await send(await form(), own);
    expect([status, body.token_type]).toEqual([200, 'Bearer']);
    expect(decodeJwt(body.access_token).cnf).toEqual({ 'x5t#S256': thumbprint(own) });
    expect(issuer.requests.at(-1)?.authenticatedBy).toBe(method);
  });

  it('may present any certificate beside its secret: it only binds (RFC 8705 §3)', async () => {
    const another = await identity('CN=another');
    const { body } = await send({ client_id: 'bound', client_secret: 'hush' }, another);
    expect(decodeJwt(body.access_token).cnf).toEqual({ 'x5t#S256': thumbprint(another) });
  });

  it('gets none without a certificate, over https or not', async () => {
    const form = { client_id: 'bound', client_secret: 'hush' };
    expect(await send(form)).toEqual({ status: 400, body: NO_CERTIFICATE });
    const { status, body } = await requestToken(issuer, 'oidc', form);
    expect([status, body]).toEqual([400, NO_CERTIFICATE]);
  });

  it('has to authenticate first', async () => {
    const { status, body } = await send({ client_id: 'bound', client_secret: 'wrong' });
    expect([status, body.error]).toEqual([401, 'invalid_client']);
  });

  it('gets none for a DPoP key as well (RFC 7800 §3.1)', async () => {
    const headers = { dpop: await proof(await proofKey(), url) };
    expect(await send({ client_id: 'bound', client_secret: 'hush' }, own, headers)).toEqual({
      status: 400,
      body: {
        error: 'invalid_request',
        error_description: 'a token is bound to a certificate or to a DPoP key, not to both',
      },
    });
  });

  it('is like any other at the other personalities', async () => {
    const { status, body } = await requestToken(issuer, 'auth0', { client_id: 'bound', client_secret: 'hush' });
    expect([status, decodeJwt(body.access_token).cnf]).toEqual([200, undefined]);
  });
});

it('binds no token of another client to its certificate', async () => {
  const { body } = await send({ client_secret: CLIENT.secret }, own);
  expect(decodeJwt(body.access_token)).not.toHaveProperty('cnf');
});

describe('a proof at the mutual-TLS port', () => {
  it.each([
    ['its own URL', () => url, 200],
    ['the URL of the other port', () => issuer.endpoints.oidc.tokenUrl, 400],
  ])('for %s', async (_, htu, expected) => {
    const { status } = await send({ client_secret: CLIENT.secret }, own, {
      dpop: await proof(await proofKey(), htu()),
    });
    expect(status).toBe(expected);
  });
});

describe('a client that is dpopBound', () => {
  const form = { client_id: 'holder', client_secret: 'hush' };

  it('gets no token without a proof', async () => {
    const { status, body } = await requestToken(issuer, 'oidc', form);
    expect([status, body]).toEqual([
      400,
      { error: 'invalid_dpop_proof', error_description: 'the client must send a DPoP proof' },
    ]);
    expect(issuer.requests.at(-1)).not.toHaveProperty('dpopJkt');
  });

  it('gets one with a proof', async () => {
    const own = await proofKey();
    const dpop = await proof(own, issuer.endpoints.oidc.tokenUrl);
    const { body } = await requestToken(issuer, 'oidc', form, { dpop });
    expect([body.token_type, decodeJwt(body.access_token).cnf]).toEqual(['DPoP', { jkt: own.jkt }]);
  });

  it('is like any other at the other personalities', async () => {
    expect((await requestToken(issuer, 'azure-v2', form)).body.token_type).toBe('Bearer');
  });
});
