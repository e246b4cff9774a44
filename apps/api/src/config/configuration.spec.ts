import { Configuration, type Environment } from './configuration.js';

const OIDC = { AUTH_PROVIDERS: 'oidc', OIDC_ISSUER_oidc: 'https://op.example', OIDC_AUDIENCE_oidc: 'api://a' };
const KEY = Buffer.alloc(32).toString('base64');

it.each<[string, Environment, Partial<Configuration>]>([
  ['nothing', {}, { docs: true, tokenRateLimit: 0, shutdownGrace: 0, publicUrl: 'http://localhost:3001' }],
  ['another port', { PORT: '4006' }, { publicUrl: 'http://localhost:4006' }],
  ['a public URL', { PUBLIC_URL: 'https://api.example/' }, { publicUrl: 'https://api.example' }],
  ['production', { NODE_ENV: 'production', ...OIDC }, { docs: false, shutdownGrace: 5_000 }],
  ['production with documents', { NODE_ENV: 'production', API_DOCS: 'on', ...OIDC }, { docs: true }],
  ['callers from elsewhere', { SYSTEM_TOKEN_ACCESS: 'authenticated' }, { tokenRateLimit: 600 }],
  [
    'callers from elsewhere, any number',
    { SYSTEM_TOKEN_ACCESS: 'authenticated', TOKEN_RATE_LIMIT: '0' },
    { tokenRateLimit: 0 },
  ],
  [
    'sign-in in production',
    {
      NODE_ENV: 'production',
      ...OIDC,
      OIDC_SIGN_IN_CLIENT_ID_oidc: 'page',
      OPERATORS: 'oidc:ada',
      SESSION_KEY: `${KEY},${KEY}`,
    },
    { service: expect.objectContaining({ OPERATORS: [{ provider: 'oidc', id: 'ada' }] }) },
  ],
  ['an issuer of its own', {}, { embeddedIssuerPort: 4010 }],
  ['an issuer elsewhere', { OIDC_ISSUER_local: 'http://127.0.0.1:9/oidc' }, { embeddedIssuerPort: undefined }],
])('is worked out of %s', (_, environment, expected) => {
  expect(new Configuration(environment)).toMatchObject(expected);
});

it.each<[string, Environment, string]>([
  ['a Redis without a key', { REDIS_URL: 'redis://localhost' }, 'TOKEN_CACHE_KEY is required with REDIS_URL'],
  ['a key without a Redis', { TOKEN_CACHE_KEY: KEY }, 'REDIS_URL is required with TOKEN_CACHE_KEY'],
  [
    'a key of another length',
    { REDIS_URL: 'redis://localhost', TOKEN_CACHE_KEY: 'c2hvcnQ=' },
    'TOKEN_CACHE_KEY must be',
  ],
  [
    'a proxy that is everyone',
    { TRUST_PROXY: '*' },
    'TRUST_PROXY must be the addresses or CIDR ranges of your proxies',
  ],
  [
    'sign-in in production without a key for sessions',
    { NODE_ENV: 'production', ...OIDC, OIDC_SIGN_IN_CLIENT_ID_oidc: 'page' },
    'SESSION_KEY is required in production with sign-in',
  ],
  ['a key for sessions that is short', { SESSION_KEY: 'c2hvcnQ=' }, 'SESSION_KEY must be one or two base64 keys'],
  ['operators of no provider', { OPERATORS: 'ada' }, 'OPERATORS must list operators as <provider>:<id>'],
  [
    'operators who cannot sign in',
    { ...OIDC, OPERATORS: 'oidc:ada' },
    'OPERATORS lists operators of oidc, with which nobody can sign in: set OIDC_SIGN_IN_CLIENT_ID_oidc',
  ],
  ['half a TLS identity', { TLS_KEY_FILE: '/no/such' }, 'TLS_CERT_FILE is required with TLS_KEY_FILE'],
  ['another store', { REDIS_URL: 'http://user:hidden@localhost', TOKEN_CACHE_KEY: KEY }, 'REDIS_URL must be'],
])('is refused with %s, without a secret in the message', (_, environment, says) => {
  let message = '';
  try {
    new Configuration(environment);
  } catch (error) {
    message = (error as Error).message;
  }
  expect(message).toContain(says);
  expect(message).not.toMatch(/hidden|c2hvcnQ/);
});

it.each<[string, Environment, string[]]>([
  ['AUTH_PROVIDRS', { AUTH_PROVIDRS: 'auth0' }, ['AUTH_PROVIDRS is not read: did you mean AUTH_PROVIDERS?']],
  [
    'SYSTEM_TOKEN_ACESS',
    { SYSTEM_TOKEN_ACESS: 'off' },
    ['SYSTEM_TOKEN_ACESS is not read: did you mean SYSTEM_TOKEN_ACCESS?'],
  ],
  ['nothing that is read', { SYSTEM_TOKEN_ACCESS: 'off', HOSTS: 'a', PORTS: '1', SSL_CERT_FILE: '/etc/ca.pem' }, []],
])('warns of %s', (_, environment, warnings) => {
  expect(new Configuration(environment).warnings).toEqual(warnings);
});
