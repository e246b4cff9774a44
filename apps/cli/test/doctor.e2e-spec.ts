import { type Issuer, startIssuer } from '@portero/issuer';
import type { Sign } from '../src/doctor/finding.js';
import { BROKEN } from './broken-configurations.js';
import type { BrokenSetting } from './broken-setting.js';
import { examined } from './examined.js';
import { EXPIRED_SECRET, SECRET, SOUND, startSampleIssuer, type Variables } from './sample-issuer.js';

let issuer: Issuer;
beforeAll(async () => {
  issuer = await startSampleIssuer();
});
afterEach(() => {
  issuer.heal();
  issuer.setClockSkew(0);
  for (const api of issuer.apis) api.accessTokenAcceptedVersion = 2;
});
afterAll(() => issuer.close());

const CHECKS = [
  'dns',
  'tls',
  'discovery',
  'endpoints',
  'keys',
  'clock',
  'credentials',
  'token',
  'verification',
  'call',
  'sign-in',
];

it.each(Object.entries(SOUND))('finds nothing wrong with a sound %s, check by check', async (_, variables) => {
  const lines = await examined(variables(issuer));

  expect([...new Set(lines.map(({ check }) => check))]).toEqual(['configuration', ...CHECKS]);
  expect(lines.filter(({ sign }) => sign === 'fault' || sign === 'warning')).toEqual([]);
  const skipped = lines.filter(({ sign }) => sign === 'skipped').map(({ check }) => check);
  expect(skipped).toEqual(['tls', 'call', 'sign-in']);
});

it.each<BrokenSetting>(BROKEN)('at $kind names $what, and what to change', async ({ kind, change, before, finds }) => {
  await before?.(issuer);
  const variables: Variables = { ...SOUND[kind](issuer), ...change?.(issuer) };
  const lines = await examined(variables);

  for (const { check, sign, message, hint } of finds(issuer)) {
    const found = lines.filter((line) => line.check === check && line.sign === sign);
    expect(found.map((line) => line.message)).toContainEqual(expect.stringContaining(message));
    expect(found.map((line) => line.hint)).toContainEqual(expect.stringContaining(hint));
  }
  const worst: Sign = finds(issuer).some(({ sign }) => sign === 'fault') ? 'fault' : 'warning';
  expect(lines.some(({ sign }) => sign === 'fault')).toBe(worst === 'fault');
  const secrets = [SECRET, EXPIRED_SECRET, variables.OIDC_CLIENT_SECRET_azure ?? SECRET];
  for (const secret of secrets) expect(JSON.stringify(lines)).not.toContain(secret);
  expect(JSON.stringify(lines)).not.toMatch(/eyJ/);
});

it('skips what cannot be found out, and says why', async () => {
  issuer.injectFault({ personality: 'oidc', endpoint: 'discovery' }, { kind: 'html' });
  const lines = await examined(SOUND.oidc(issuer));

  expect(lines.map(({ check, sign }) => [check, sign])).toEqual([
    ['configuration', 'ok'],
    ['dns', 'ok'],
    ['tls', 'skipped'],
    ['discovery', 'fault'],
    ['endpoints', 'skipped'],
    ['keys', 'skipped'],
    ['clock', 'ok'],
    ['credentials', 'ok'],
    ['token', 'skipped'],
    ['verification', 'skipped'],
    ['call', 'skipped'],
    ['sign-in', 'skipped'],
  ]);
  expect(lines.find(({ check }) => check === 'token')?.message).toBe('it needs discovery, which failed');
});

it('looks at what operators sign in with', async () => {
  const variables = { ...SOUND.oidc(issuer), OIDC_SIGN_IN_CLIENT_ID_oidc: 'page', PUBLIC_URL: 'https://api.example/' };
  const signIn = async () => (await examined(variables)).filter(({ check }) => check === 'sign-in');
  // It has no people, so it names no endpoint for them.
  expect(await signIn()).toEqual([
    {
      check: 'sign-in',
      provider: 'oidc',
      sign: 'fault',
      message: expect.stringContaining('has no https authorization_endpoint'),
      hint: expect.stringContaining('leave out OIDC_SIGN_IN_CLIENT_ID_oidc'),
    },
  ]);

  const { issuer: name, jwksUrl: jwks_uri, tokenUrl: token_endpoint } = issuer.endpoints.oidc;
  const authorization_endpoint = 'https://id.example/authorize';
  const body = { issuer: name, jwks_uri, token_endpoint, authorization_endpoint };
  issuer.injectFault({ personality: 'oidc', endpoint: 'discovery' }, { kind: 'body', body });
  const message =
    'operators sign in at id.example as users of client page, redirect URI https://api.example/auth/oidc/callback';
  expect(await signIn()).toEqual([{ check: 'sign-in', provider: 'oidc', sign: 'ok', message }]);
});

it('examines the others when one instance has faults, and one only when it is asked to', async () => {
  const variables = { ...SOUND.auth0(issuer), ...SOUND.oidc(issuer), AUTH_PROVIDERS: 'auth0,oidc', AUTH0_AUDIENCE: '' };
  const lines = await examined(variables);
  const signs = (name: string) => [
    ...new Set(lines.filter(({ provider }) => provider === name).map(({ sign }) => sign)),
  ];

  expect(signs('auth0')).toEqual(['skipped']);
  expect(signs('oidc')).toContain('ok');
  const providers = new Set((await examined(variables, 'oidc')).map(({ provider }) => provider));
  expect([...providers]).toEqual([undefined, 'oidc']);
});

it('says that the embedded issuer is not there, and that its secret is not known here', async () => {
  const lines = await examined({ LOCAL_ISSUER_PORT: '1' });

  expect(lines).toContainEqual({
    check: 'configuration',
    sign: 'warning',
    message: 'only the service knows the secret of its embedded issuer',
    hint: 'set OIDC_CLIENT_SECRET_local for both',
  });
  expect(lines).toContainEqual({
    check: 'discovery',
    provider: 'local',
    sign: 'fault',
    message: expect.stringContaining('http://127.0.0.1:1 cannot be reached'),
    hint: 'start the service (npm start): its embedded issuer is to answer there',
  });
});

it('asks for no token by a secret that only a service has', async () => {
  const clients = [{ id: 'portero', secret: SECRET, grants: {} }];
  const people = [{ username: 'ada', password: 'ada', name: 'Ada Lovelace' }];
  const service = await startIssuer({ apis: [], clients, people });
  const LOCAL_ISSUER_PORT = new URL(service.origin).port;
  const message = 'only the service knows the secret of its embedded issuer: set OIDC_CLIENT_SECRET_local for both';
  const lines = await examined({ LOCAL_ISSUER_PORT, RESOURCE_SERVER_URL: 'http://127.0.0.1:1' });

  expect(lines.filter(({ sign }) => sign === 'fault')).toEqual([]);
  const skipped = lines.filter(({ check }) => ['credentials', 'token', 'verification', 'call'].includes(check));
  expect(skipped).toEqual([
    { check: 'credentials', provider: 'local', sign: 'skipped', message },
    { check: 'token', provider: 'local', sign: 'skipped', message },
    { check: 'verification', provider: 'local', sign: 'skipped', message: 'there is no token to verify' },
    { check: 'call', provider: 'local', sign: 'skipped', message: 'there is no token to call with' },
  ]);
  expect(service.requests.filter(({ endpoint }) => endpoint === 'token')).toEqual([]);

  const told = await examined({ LOCAL_ISSUER_PORT, OIDC_CLIENT_SECRET_local: 'wrong' });
  await service.close();
  expect(told.find(({ check }) => check === 'token')?.message).toContain('client_refused');
});

it('takes the time of a cached answer for what it was, and is', async () => {
  const { issuer: name, jwksUrl: jwks_uri, tokenUrl: token_endpoint } = issuer.endpoints.oidc;
  const headers = { date: new Date(Date.now() - 600_000).toUTCString(), age: '600' };
  const body = { issuer: name, jwks_uri, token_endpoint };
  issuer.injectFault({ personality: 'oidc', endpoint: 'discovery' }, { kind: 'status', status: 200, headers, body });

  expect((await examined(SOUND.oidc(issuer))).find(({ check }) => check === 'clock')).toEqual({
    check: 'clock',
    provider: 'oidc',
    sign: 'ok',
    message: `this clock agrees with that of ${new URL(name).host}`,
  });
});
