import { createHash, X509Certificate } from 'node:crypto';
import { decodeJwt } from 'jose';
import { asserted, assertion, certificateSigner, type Signer, secretSigner, signer } from '../../../test/assertions.js';
import { identity, type TestIdentity } from '../../../test/certificates.js';
import { type Form, requestToken } from '../../../test/http-client.js';
import { API, CLIENT, NOW_SECONDS, runIssuer, TENANT } from '../../../test/running-issuer.js';
import type { Issuer } from '../../index.js';

const WORKLOAD = {
  issuer: 'https://kubernetes.example/cluster',
  subject: 'system:serviceaccount:portero:api',
  audience: 'api://AzureADTokenExchange',
} as const;

/** Entra takes no other keys. */
const RSA = { keyType: 'RSA' } as const;

const at = (seconds: number) => new Date((NOW_SECONDS + seconds) * 1000);

let current: TestIdentity;
let next: TestIdentity;
let expired: TestIdentity;
let early: TestIdentity;
let stranger: TestIdentity;
let kubernetes: Signer;
let issuer: Issuer;

beforeAll(async () => {
  [current, next, expired, early, stranger, kubernetes] = await Promise.all([
    identity('CN=portero', RSA),
    identity('CN=portero', RSA),
    identity('CN=portero', { ...RSA, notAfter: at(-1) }),
    identity('CN=portero', { ...RSA, notBefore: at(60) }),
    identity('CN=portero', RSA),
    signer('RS256', 'cluster'),
  ]);
  const certificates = [current, next, expired, early].map(({ cert }) => cert);
  const federatedCredentials = [{ ...WORKLOAD, keys: [kubernetes.jwk] }];
  issuer = await runIssuer({
    clients: [
      { ...CLIENT, certificates, federatedCredentials },
      { id: 'secret-only', secret: 'a secret', grants: { [API.identifier]: [] } },
    ],
  });
});

describe.each(['azure-v1', 'azure-v2'] as const)('%s', (version) => {
  const another = version === 'azure-v1' ? 'azure-v2' : 'azure-v1';
  const tokenUrl = () => issuer.endpoints[version].tokenUrl;
  const send = (token: string, changes: Form = {}) => requestToken(issuer, version, asserted(token, changes));
  const sign = (claims: Record<string, unknown> = {}, header = {}, by = current) =>
    assertion(certificateSigner(by), { aud: tokenUrl(), ...claims }, header);

  describe('takes a certificate', () => {
    it.each(['PS256', 'RS256'] as const)('under %s and says so in the token', async (alg) => {
      const token = await assertion(certificateSigner(current, alg), { aud: tokenUrl(), jti: `${version} ${alg}` });
      const { status, body } = await send(token);
      expect(status).toBe(200);
      expect(decodeJwt(body.access_token).azpacr).toBe('2');
      expect(issuer.requests.at(-1)).toMatchObject({
        authenticatedBy: 'private_key_jwt',
        parameters: { client_assertion: '[hidden]', jti: `${version} ${alg}` },
      });
    });

    it.each([
      ['which is another of the registered', () => sign({}, {}, next)],
      ['and does not care what x5c says', () => sign({}, { x5c: ['bm8gY2VydGlmaWNhdGU='] })],
      ['for as long as exp says', () => sign({ exp: NOW_SECONDS + 86_400 })],
      [
        'with a clock that is five minutes ahead',
        () => sign({ nbf: NOW_SECONDS + 300, iat: undefined, exp: NOW_SECONDS + 900 }),
      ],
      ['without a jti', () => sign({ jti: undefined })],
    ])('%s', async (_, token) => {
      expect((await send(await token())).status).toBe(200);
    });

    it('again and again, as MSAL sends it', async () => {
      const token = await sign();
      expect((await send(token)).status).toBe(200);
      expect((await send(token)).status).toBe(200);
    });
  });

  it.each([
    ['an unknown certificate', () => sign({}, {}, stranger), 700027],
    ['an expired certificate', () => sign({}, {}, expired), 700027],
    ['a certificate that is not valid yet', () => sign({}, {}, early), 700027],
    ['the thumbprint of one and the key of another', () => sign({}, certificateSigner(next).header), 700027],
    ['x5t under PS256', () => sign({}, { 'x5t#S256': undefined, x5t: thumbprint('sha1') }), 700027],
    ['no thumbprint', () => sign({}, { 'x5t#S256': undefined }), 700027],
    ['no thumbprint but x5c', () => sign({}, { 'x5t#S256': undefined, x5c: [der()] }), 700027],
    ['a thumbprint in hexadecimal', () => sign({}, { 'x5t#S256': thumbprint('sha256', 'hex') }), 700027],
    ['the other endpoint as aud', () => sign({ aud: issuer.endpoints[another].tokenUrl }), 700023],
    ['the issuer as aud', () => sign({ aud: issuer.endpoints[version].issuer }), 700023],
    ['aud in an array', () => sign({ aud: [tokenUrl()] }), 700023],
    ['no aud', () => sign({ aud: undefined }), 700023],
    ['another sub', () => sign({ sub: 'another' }), 700021],
    ['an exp of now', () => sign({ iat: NOW_SECONDS - 60, exp: NOW_SECONDS }), 700024],
    ['an nbf beyond five minutes', () => sign({ nbf: NOW_SECONDS + 301, exp: NOW_SECONDS + 900 }), 700024],
    ['an iat beyond five minutes', () => sign({ iat: NOW_SECONDS + 301, exp: NOW_SECONDS + 900 }), 700024],
  ])('refuses %s', async (_, token, code) => {
    const { status, body } = await send(await token());
    expect(status).toBe(401);
    expect(body).toMatchObject({ error: 'invalid_client', error_codes: [code] });
    expect(issuer.requests.at(-1)).not.toHaveProperty('authenticatedBy');
  });

  it.each([
    ['no JWT', () => 'not a JWT'],
    ['no exp', () => sign({ exp: undefined })],
    ['no iss', () => sign({ iss: undefined })],
    ['no sub', () => sign({ sub: undefined })],
    ['a secret for a key', () => assertion(secretSigner('HS256', CLIENT.secret), { aud: tokenUrl() })],
    ['another type of JWT', () => sign({}, { typ: 'at+jwt' })],
  ])('calls %s malformed', async (_, token) => {
    const { status, body } = await send(await token());
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: 'invalid_request', error_codes: [50027] });
  });

  it.each([
    ['client_id', { client_id: undefined }, 'invalid_request', 90014],
    ['client_assertion_type', { client_assertion_type: undefined }, 'invalid_request', 90014],
    ['a known client_assertion_type', { client_assertion_type: 'jwt' }, 'invalid_request', 90023],
    ['a single credential', { client_secret: CLIENT.secret }, 'invalid_request', 90023],
  ])('requires %s', async (_, changes, error, code) => {
    const { status, body } = await send(await sign(), changes);
    expect(status).toBe(400);
    expect(body).toMatchObject({ error, error_codes: [code] });
  });

  it('does not know another application', async () => {
    const { status, body } = await send(await sign({ iss: 'nobody', sub: 'nobody' }), { client_id: 'nobody' });
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: 'unauthorized_client', error_codes: [700016] });
  });

  describe('federation', () => {
    const { issuer: iss, subject: sub, audience: aud } = WORKLOAD;
    const workload = (claims: Record<string, unknown> = {}, header = {}, by: Omit<Signer, 'jwk'> = kubernetes) =>
      assertion(by, { iss, sub, aud, exp: NOW_SECONDS + 3600, jti: undefined, ...claims }, header);

    it.each([
      ['a workload’s token', () => workload()],
      ['one for an array of one audience', () => workload({ aud: [aud] })],
      ['one without a kid', () => workload({}, { kid: undefined })],
    ])('takes %s, as often as it comes', async (_, token) => {
      const file = await token();
      expect((await send(file)).status).toBe(200);
      const { status, body } = await send(file);
      expect(status).toBe(200);
      expect(decodeJwt(body.access_token)).toMatchObject({ azpacr: '2', azp: CLIENT.id });
      expect(issuer.requests.at(-1)?.authenticatedBy).toBe('federated');
    });

    it.each([
      ['another issuer', () => workload({ iss: `${iss}/` }), 700213],
      ['another subject', () => workload({ sub: 'system:serviceaccount:portero:API' }), 700213],
      ['no subject', () => workload({ sub: undefined }), 700213],
      ['another audience', () => workload({ aud: tokenUrl() }), 700213],
      ['two audiences', () => workload({ aud: [aud, 'another'] }), 700213],
      ['an unknown key', () => workload({}, { kid: 'another' }), 700027],
      ['another key of the same name', async () => workload({}, {}, await signer('RS256', 'cluster')), 700027],
      ['the certificate of the application', () => workload({}, {}, certificateSigner(current)), 700027],
      ['an exp of now', () => workload({ iat: NOW_SECONDS - 60, exp: NOW_SECONDS }), 700024],
      ['an nbf ahead', () => workload({ nbf: NOW_SECONDS + 301 }), 700024],
    ])('refuses %s', async (_, token, code) => {
      const { status, body } = await send(await token());
      expect(status).toBe(401);
      expect(body).toMatchObject({ error: 'invalid_client', error_codes: [code] });
      expect(issuer.requests.at(-1)).not.toHaveProperty('authenticatedBy');
    });

    it.each([
      ['no exp', () => workload({ exp: undefined })],
      ['a MAC', () => workload({}, { alg: 'HS256' }, secretSigner('HS256', CLIENT.secret))],
    ])('calls %s malformed', async (_, token) => {
      expect(await send(await token())).toMatchObject({ status: 400, body: { error_codes: [50027] } });
    });

    it('names the subject that matches nothing', async () => {
      const { body } = await send(await workload({ sub: 'repo:org/repo:ref:refs/heads/main' }));
      expect(body.error_description).toMatch(
        /^AADSTS700213: No matching federated identity record found for presented assertion subject 'repo:org\/repo:ref:refs\/heads\/main'\. /,
      );
    });

    it('is for the clients that have it', async () => {
      const { body } = await send(await workload(), { client_id: 'secret-only' });
      expect(body).toMatchObject({ error: 'invalid_client', error_codes: [700213] });
    });
  });
});

it('wants the tenant of the endpoint in aud', async () => {
  const { tokenUrl } = issuer.endpoints['azure-v2'];
  const token = await assertion(certificateSigner(current), { aud: tokenUrl.replace(TENANT, 'common') });
  expect((await requestToken(issuer, 'azure-v2', asserted(token))).body.error_codes).toEqual([700023]);
});

it('follows a rotated certificate', async () => {
  const rotating = await runIssuer({ clients: [{ ...CLIENT, certificates: [current.cert, next.cert] }] });
  const aud = rotating.endpoints['azure-v2'].tokenUrl;
  const codes = async (by: TestIdentity) => {
    const { status } = await requestToken(
      rotating,
      'azure-v2',
      asserted(await assertion(certificateSigner(by), { aud })),
    );
    return status;
  };
  expect([await codes(current), await codes(next), await codes(stranger)]).toEqual([200, 200, 401]);
  rotating.rotateCertificate(CLIENT.id, stranger.cert);
  expect([await codes(current), await codes(next), await codes(stranger)]).toEqual([401, 401, 200]);
});

it('rotates to certificates only', () => {
  expect(() => issuer.rotateCertificate(CLIENT.id, 'hush')).toThrow(
    new TypeError('client "portero" has a certificate that is not PEM'),
  );
  expect(() => issuer.rotateCertificate('nobody', current.cert)).toThrow(RangeError);
});

function thumbprint(hash: string, encoding: 'base64url' | 'hex' = 'base64url'): string {
  return createHash(hash).update(new X509Certificate(current.cert).raw).digest(encoding);
}

function der(): string {
  return new X509Certificate(current.cert).raw.toString('base64');
}
