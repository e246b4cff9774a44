import { randomBytes } from 'node:crypto';
import { generateKeyPair, SignJWT } from 'jose';
import { Browser } from './sign-in/browser.js';
import {
  begin,
  callback,
  type OperatorsService,
  reasonIn,
  SESSION,
  startOperatorsService,
} from './sign-in/operators-service.js';
import { PAGE_CLIENT, type ScriptedProvider } from './sign-in/scripted-provider.js';

let service: OperatorsService;
let sign: ScriptedProvider['sign'];
beforeAll(async () => {
  service = await startOperatorsService();
  ({ sign } = service.provider);
});
afterAll(() => service.close());
beforeEach(() => {
  Object.assign(service.provider, { claims: {}, tokenAnswer: undefined, sign });
});

const now = () => Math.floor(Date.now() / 1000);
const stranger = generateKeyPair('RS256');

it.each<[string, () => Partial<ScriptedProvider>, string]>([
  ['a nonce of another sign-in', () => ({ claims: { nonce: 'x' } }), 'unexpected ID Token "nonce" claim value'],
  ['no nonce', () => ({ claims: { nonce: undefined } }), 'JWT "nonce" (nonce) claim missing'],
  ['another audience', () => ({ claims: { aud: 'other' } }), 'unexpected JWT "aud" (audience) claim value'],
  ['another issuer', () => ({ claims: { iss: 'https://evil.example' } }), 'unexpected JWT "iss" (issuer) claim value'],
  [
    'an end that is over',
    () => ({ claims: { exp: now() - 61 } }),
    'unexpected JWT "exp" (expiration time) claim value, expiration is past current timestamp',
  ],
  ['no subject', () => ({ claims: { sub: undefined } }), 'JWT "sub" (subject) claim missing'],
  [
    'a signature of somebody else',
    () => ({
      sign: async (claims) =>
        new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign((await stranger).privateKey),
    }),
    'JWT signature verification failed',
  ],
  [
    'a shared secret for a key',
    () => ({ sign: (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(randomBytes(32)) }),
    'unexpected JWT "alg" header parameter',
  ],
  [
    'no signature at all',
    () => ({
      sign: async (claims) =>
        `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.`,
    }),
    'unexpected JWT "alg" header parameter',
  ],
  [
    'no ID token',
    () => ({ tokenAnswer: { status: 200, body: { access_token: 'opaque', token_type: 'Bearer' } } }),
    '"response" body "id_token" property must be a string',
  ],
  [
    'a code that the provider refuses',
    () => ({ tokenAnswer: { status: 400, body: { error: 'invalid_grant', error_description: 'SECRET' } } }),
    'the provider answered invalid_grant',
  ],
])('refuses %s', async (_, changes, detail) => {
  Object.assign(service.provider, changes());
  const browser = new Browser(service.url);
  const answer = await browser.request(callback(service, await begin(service, browser)));
  expect([answer.status, reasonIn(answer)]).toEqual([400, 'sign_in_failed']);
  expect(browser.names).not.toContain(SESSION);
  expect(service.heard.at(-1)).toMatchObject({ name: 'operator_refused', reason: 'sign_in_failed', detail });
  expect(service.logged.join()).not.toContain('SECRET');
});

it('proves the client by its secret where it has one', async () => {
  const secret = randomBytes(24).toString('base64url');
  const own = await startOperatorsService({ OIDC_SIGN_IN_CLIENT_SECRET_oidc: secret });
  const browser = new Browser(own.url);
  expect((await browser.request(callback(own, await begin(own, browser)))).status).toBe(303);
  const [{ body, authorization }] = own.provider.redeemed as [(typeof own.provider.redeemed)[0]];
  expect(authorization).toBe(`Basic ${Buffer.from(`${PAGE_CLIENT}:${secret}`).toString('base64')}`);
  expect(body.get('client_secret')).toBeNull();
  expect(body.get('code_verifier')).toMatch(/^[\w-]{43}$/);
  await own.close();
});
