import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { requestToken } from '../../../test/http-client.js';
import { API, NOW_SECONDS, runIssuer, TENANT } from '../../../test/running-issuer.js';
import type { Issuer, PersonalityName } from '../../index.js';

let issuer: Issuer;

beforeAll(async () => {
  issuer = await runIssuer();
});

const UUID_V5 = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const UTI = /^[\w-]{22}$/;

function acceptVersion(version: 1 | 2): void {
  const [api] = issuer.apis;
  if (api) api.accessTokenAcceptedVersion = version;
}

async function verified(token: string, by: PersonalityName) {
  const { issuer: iss, jwksUrl } = issuer.endpoints[by];
  const options = { issuer: iss, currentDate: new Date(NOW_SECONDS * 1000), algorithms: ['RS256'] };
  return jwtVerify(token, createRemoteJWKSet(new URL(jwksUrl)), options);
}

describe('the response', () => {
  beforeEach(() => acceptVersion(2));

  it('of the v2 endpoint has integers and no scope', async () => {
    const { status, headers, body } = await requestToken(issuer, 'azure-v2');
    expect(status).toBe(200);
    expect(body).toEqual({
      token_type: 'Bearer',
      expires_in: 3599,
      ext_expires_in: 3599,
      access_token: expect.any(String),
    });
    expect(headers.get('cache-control')).toBe('no-store, no-cache');
    expect(headers.get('pragma')).toBe('no-cache');
    expect(headers.get('x-ms-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('of the v1 endpoint has every number as a string', async () => {
    const { status, body } = await requestToken(issuer, 'azure-v1');
    expect(status).toBe(200);
    expect(body).toEqual({
      token_type: 'Bearer',
      expires_in: '3599',
      ext_expires_in: '3599',
      expires_on: String(NOW_SECONDS + 3600),
      not_before: String(NOW_SECONDS - 300),
      resource: 'api://students',
      access_token: expect.any(String),
    });
  });
});

describe.each(['azure-v1', 'azure-v2'] as const)('the token from the %s endpoint', (endpoint) => {
  it('is a v2 token when the API accepts version 2', async () => {
    acceptVersion(2);
    const { body } = await requestToken(issuer, endpoint);
    const { payload, protectedHeader } = await verified(body.access_token, 'azure-v2');
    expect(protectedHeader).toEqual({ typ: 'JWT', alg: 'RS256', kid: expect.any(String) });
    expect(payload).toEqual({
      aud: API.clientId,
      iss: `${issuer.origin}/azure/${TENANT}/v2.0`,
      iat: NOW_SECONDS - 300,
      nbf: NOW_SECONDS - 300,
      exp: NOW_SECONDS + 3600,
      aio: expect.any(String),
      azp: 'portero',
      azpacr: '1',
      oid: expect.stringMatching(UUID_V5),
      rh: expect.stringMatching(/^1\.[\w-]+\.$/),
      roles: ['read:students', 'write:students'],
      sub: payload.oid,
      tid: TENANT,
      uti: expect.stringMatching(UTI),
      ver: '2.0',
    });
  });

  it('is a v1 token, signed with the v1 keys, when it accepts version 1', async () => {
    acceptVersion(1);
    const { body } = await requestToken(issuer, endpoint);
    const { payload, protectedHeader } = await verified(body.access_token, 'azure-v1');
    const { kid } = protectedHeader;
    expect(protectedHeader).toEqual({ typ: 'JWT', alg: 'RS256', x5t: kid, kid: expect.any(String) });
    expect(payload).toEqual({
      aud: API.identifier,
      iss: `${issuer.origin}/sts/${TENANT}/`,
      iat: NOW_SECONDS - 300,
      nbf: NOW_SECONDS - 300,
      exp: NOW_SECONDS + 3600,
      aio: expect.any(String),
      appid: 'portero',
      appidacr: '1',
      idp: `${issuer.origin}/sts/${TENANT}/`,
      oid: expect.stringMatching(UUID_V5),
      rh: expect.any(String),
      roles: ['read:students', 'write:students'],
      sub: payload.oid,
      tid: TENANT,
      uti: expect.stringMatching(UTI),
      ver: '1.0',
    });
  });
});

describe('the audience', () => {
  it.each([
    [1, 'api://students', 'api://students'],
    [1, 'api://students/', 'api://students/'],
    [1, API.clientId, API.clientId],
    [2, 'api://students', API.clientId],
    [2, 'api://students/', API.clientId],
    [2, API.clientId, API.clientId],
  ] as const)('of a v%i token for %s is %s', async (version, resource, audience) => {
    acceptVersion(version);
    const v2 = await requestToken(issuer, 'azure-v2', { scope: `${resource}/.default` });
    const v1 = await requestToken(issuer, 'azure-v1', { resource });
    expect([decodeJwt(v2.body.access_token).aud, decodeJwt(v1.body.access_token).aud]).toEqual([audience, audience]);
  });
});

describe('a client', () => {
  const bare = { client_id: 'bare', client_secret: 'bare secret' };

  it('without permissions gets a valid token without roles', async () => {
    const { status, body } = await requestToken(issuer, 'azure-v2', bare);
    expect(status).toBe(200);
    expect(decodeJwt(body.access_token)).not.toHaveProperty('roles');
  });

  it('has one object id for ever, and no other client has it', async () => {
    const oids = await Promise.all(
      [{}, {}, bare].map(
        async (client) => decodeJwt((await requestToken(issuer, 'azure-v2', client)).body.access_token).oid,
      ),
    );
    expect(oids[0]).toBe(oids[1]);
    expect(oids[0]).not.toBe(oids[2]);
  });

  it('may be told another lifetime', async () => {
    const brief = await runIssuer({ tokenLifetime: 60 });
    const { body } = await requestToken(brief, 'azure-v2');
    expect(body.expires_in).toBe(59);
    expect(decodeJwt(body.access_token).exp).toBe(NOW_SECONDS + 60);
    expect(decodeProtectedHeader(body.access_token).alg).toBe('RS256');
  });
});
