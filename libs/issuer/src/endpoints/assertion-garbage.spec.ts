import { createHmac } from 'node:crypto';
import { ASSERTION_TYPE, assertion, certificateSigner, type Signer, signer } from '../../test/assertions.js';
import { identity, type TestIdentity } from '../../test/certificates.js';
import { tokenForm } from '../../test/http-client.js';
import { sendRaw } from '../../test/raw-http.js';
import { CLIENT, NOW_SECONDS, runIssuer } from '../../test/running-issuer.js';
import type { Issuer } from '../index.js';
import { PERSONALITY_NAMES } from '../personalities/registry.js';

let key: Signer;
let own: TestIdentity;
let issuer: Issuer;

beforeAll(async () => {
  [key, own] = await Promise.all([signer('RS256', 'k'), identity('CN=portero', { keyType: 'RSA' })]);
  issuer = await runIssuer({
    clients: [{ ...CLIENT, jwks: [key.jwk], certificates: [own.cert] }],
    tls: { key: own.key, cert: own.cert },
  });
});

const encode = (part: unknown) =>
  Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');
const CLAIMS = { iss: CLIENT.id, sub: CLIENT.id, aud: 'x', exp: NOW_SECONDS + 60, iat: NOW_SECONDS, jti: 'j' };
const jwt = (header: unknown, claims: unknown = CLAIMS, signature = 'AAAA') =>
  [encode(header), encode(claims), signature].join('.');

function keyedWithPublicKey(pem: string): string {
  const input = jwt({ alg: 'HS256', typ: 'JWT' }).split('.').slice(0, 2).join('.');
  return `${input}.${createHmac('sha256', pem).update(input).digest('base64url')}`;
}

const GARBAGE: ReadonlyArray<readonly [string, (aud: string) => string | Promise<string>]> = [
  ['a word', () => 'x'],
  ['dots', () => '..'],
  ['many dots', () => '.'.repeat(5000)],
  ['an encrypted JWT', () => 'a.b.c.d.e'],
  ['no base64url', () => '%.%.%'],
  ['a NUL', () => '\0.\0.\0'],
  ['an unsigned JWT', (aud) => jwt({ alg: 'none' }, { ...CLAIMS, aud }, '')],
  ['an unsigned JWT with odd letters', (aud) => jwt({ alg: 'nOnE' }, { ...CLAIMS, aud }, '')],
  ['no alg', (aud) => jwt({ typ: 'JWT' }, { ...CLAIMS, aud })],
  ['an alg that is an object', () => jwt({ alg: { toString: 'RS256' } })],
  ['an alg from the prototype', () => jwt({ alg: 'constructor' })],
  ['a header that is no object', () => jwt('[]')],
  ['a header that is null', () => jwt('null')],
  ['claims that are no object', () => jwt({ alg: 'RS256' }, '[]')],
  ['claims that are no JSON', () => jwt({ alg: 'RS256' }, '{')],
  [
    'claims of odd types',
    () => jwt({ alg: 'RS256', kid: {}, typ: [] }, { iss: [], sub: {}, aud: {}, exp: '1', jti: 5 }),
  ],
  [
    'the odd claims of a stranger',
    () => jwt({ alg: 'RS256' }, { iss: 'x', sub: { toString: 'x' }, aud: { toString: 1 } }),
  ],
  ['nested claims', () => jwt({ alg: 'RS256' }, `${'['.repeat(20_000)}${']'.repeat(20_000)}`)],
  ['a name from the prototype', () => jwt({ alg: 'RS256' }, { ...CLAIMS, iss: '__proto__', sub: '__proto__' })],
  ['no signature', (aud) => jwt({ alg: 'RS256', kid: 'k' }, { ...CLAIMS, aud }, '')],
  ['a signature that is none', (aud) => jwt({ alg: 'RS256', kid: 'k' }, { ...CLAIMS, aud })],
  ['a huge JWT', (aud) => jwt({ alg: 'RS256' }, { ...CLAIMS, aud, pad: 'x'.repeat(40_000) })],
  ['a JWT that is keyed with the certificate', () => keyedWithPublicKey(own.cert)],
  ['a JWT that is keyed with the JWK', () => keyedWithPublicKey(JSON.stringify(key.jwk))],
  ['a key of its own', (aud) => assertion({ ...key, header: { alg: 'RS256' } }, { aud: [aud, aud] }, { jwk: key.jwk })],
  ['a critical extension', (aud) => jwt({ alg: 'RS256', kid: 'k', crit: ['x'], x: 1 }, { ...CLAIMS, aud })],
  ['an unencoded payload', (aud) => jwt({ alg: 'RS256', kid: 'k', crit: ['b64'], b64: false }, { ...CLAIMS, aud })],
  ['an aud of two', (aud) => assertion(key, { aud: [aud, 'another'] })],
  ['an aud of two, under the certificate', (aud) => assertion(certificateSigner(own), { aud: [aud, 'another'] })],
  ['an aud in an array in an array', (aud) => assertion(key, { aud: [[aud]] })],
  ['the wrong typ', (aud) => assertion(key, { aud }, { typ: 'dpop+jwt' })],
  ['endless times', (aud) => assertion(key, { aud, exp: 1e308 })],
  ['negative times', (aud) => assertion(key, { aud, exp: -1, nbf: -2, iat: -3 })],
];

function post(url: string, form: URLSearchParams): Promise<string> {
  const body = form.toString();
  const head = [
    `POST ${new URL(url).pathname} HTTP/1.1`,
    'Host: x',
    'Connection: close',
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${body.length}`,
  ];
  return sendRaw(issuer.origin, [...head, '', body].join('\r\n'));
}

describe.each(PERSONALITY_NAMES)('%s', (personality) => {
  const form = (client_assertion: string, type = ASSERTION_TYPE) => {
    const { client_secret, ...rest } = tokenForm(personality) as Record<string, string>;
    return new URLSearchParams({ ...rest, client_assertion_type: type, client_assertion });
  };

  it.each(GARBAGE)('refuses %s, and repeats nothing of it', async (_, make) => {
    const { tokenUrl } = issuer.endpoints[personality];
    const token = await make(tokenUrl);
    const answer = await post(tokenUrl, form(token));
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    if (token.length > 10) expect(answer).not.toContain(token);
    const { authenticatedBy, parameters } = issuer.requests.at(-1) ?? {};
    expect([authenticatedBy, parameters?.client_assertion]).toEqual([undefined, '[hidden]']);
  });

  it.each(['client_assertion', 'client_assertion_type', 'client_id'])('refuses a repeated %s', async (name) => {
    const { tokenUrl } = issuer.endpoints[personality];
    const twice = form(await assertion(key, { aud: tokenUrl }));
    twice.append(name, twice.get(name) ?? '');
    const answer = await post(tokenUrl, twice);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('"error":"invalid_request"');
  });

  it.each(['', ' ', 'jwt-bearer', `${ASSERTION_TYPE}s`, '__proto__'])('refuses the type %j', async (type) => {
    const { tokenUrl } = issuer.endpoints[personality];
    const answer = await post(tokenUrl, form(await assertion(key, { aud: tokenUrl }), type));
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('refuses an assertion in the place of its type, and hides it', async () => {
    const { tokenUrl } = issuer.endpoints[personality];
    const token = await assertion(key, { aud: tokenUrl });
    const answer = await post(tokenUrl, form('x', token));
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer + JSON.stringify(issuer.requests)).not.toContain(token);
  });

  it('refuses an assertion that is too large to read', async () => {
    expect(await post(issuer.endpoints[personality].tokenUrl, form('x'.repeat(70_000)))).toMatch(/^HTTP\/1\.1 413 /);
  });
});

it('outlives what is no TLS', async () => {
  const origin = issuer.mtlsOrigin ?? '';
  await Promise.all(
    ['GET / HTTP/1.1\r\n\r\n', '\x16\x03\x01\x00\x05hello', '\x00'.repeat(100)].map((bytes) =>
      sendRaw(origin, bytes).catch(() => 'reset'),
    ),
  );
  const response = await fetch(issuer.endpoints.oidc.jwksUrl);
  expect(response.status).toBe(200);
});
