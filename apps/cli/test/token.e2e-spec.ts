import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type Issuer, startIssuer } from '@portero/issuer';

const PORTERO = fileURLToPath(new URL('../bin/portero.js', import.meta.url));
const API = 'api://orders';
const clientSecret = crypto.randomUUID();

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function portero(args: readonly string[], variables: Readonly<Record<string, string>>): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(process.execPath, [PORTERO, ...args], { cwd: tmpdir(), env: variables }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });
}

let issuer: Issuer;
let variables: Record<string, string>;
beforeAll(async () => {
  issuer = await startIssuer({
    apis: [{ identifier: API, permissions: ['read:orders', 'write:orders'] }],
    clients: [{ id: 'shop', secret: clientSecret, grants: { [API]: ['read:orders', 'write:orders'] } }],
  });
  variables = {
    AUTH_PROVIDERS: 'auth0,oidc',
    AUTH0_DOMAIN: issuer.endpoints.auth0.issuer,
    AUTH0_AUDIENCE: API,
    AUTH0_CLIENT_ID: 'shop',
    AUTH0_CLIENT_SECRET: clientSecret,
    OIDC_ISSUER_oidc: issuer.endpoints.oidc.issuer,
    OIDC_AUDIENCE_oidc: API,
    OIDC_CLIENT_ID_oidc: 'shop',
    OIDC_CLIENT_SECRET_oidc: clientSecret,
  };
});
afterAll(() => issuer.close());

it('prints the response of the first provider, and nothing else', async () => {
  const { code, out, err } = await portero(['token'], variables);

  expect([code, err]).toEqual([0, '']);
  expect(JSON.parse(out)).toMatchObject({ access_token: expect.any(String), token_type: 'Bearer' });
  expect(out.endsWith('}\n')).toBe(true);
});

it('asks the provider, the scope and the audience that it is told', async () => {
  const { out } = await portero(
    ['token', '--provider', 'oidc', '--scope', 'read:orders', '--audience', API],
    variables,
  );
  const claims = JSON.parse(Buffer.from(JSON.parse(out).access_token.split('.')[1], 'base64url').toString());
  expect(claims).toMatchObject({ iss: issuer.endpoints.oidc.issuer, aud: API, scope: 'read:orders' });
});

it('asks another provider beside one whose secret only a service has', async () => {
  const { code, err } = await portero(['token', '--provider', 'oidc'], { ...variables, AUTH_PROVIDERS: 'local,oidc' });
  expect([code, err]).toEqual([0, '']);
});

it.each<{ what: string; args: string[]; change: Record<string, string>; code: number; says: string }>([
  {
    what: 'a refused client',
    args: ['token'],
    change: { AUTH0_CLIENT_SECRET: 'wrong' },
    code: 1,
    says: 'client_refused: ',
  },
  {
    what: 'a refused scope',
    args: ['token', '--audience', 'api://none'],
    change: {},
    code: 1,
    says: 'scope_refused: ',
  },
  {
    what: 'an unknown provider',
    args: ['token', '--provider', 'nobody'],
    change: {},
    code: 2,
    says: 'provider_unknown: ',
  },
  {
    what: 'bad configuration',
    args: ['token'],
    change: { AUTH0_AUDIENCE: '' },
    code: 2,
    says: 'OIDC_AUDIENCE_auth0 is required',
  },
  {
    what: 'an unknown option',
    args: ['token', '--scopes', 'x'],
    change: {},
    code: 2,
    says: "unknown option '--scopes'",
  },
  {
    what: 'a secret that only a service has',
    args: ['token'],
    change: { AUTH_PROVIDERS: 'local' },
    code: 2,
    says: 'only the service knows the secret of its embedded issuer: set OIDC_CLIENT_SECRET_local for both',
  },
  { what: 'an unknown command', args: ['tokens'], change: {}, code: 2, says: "unknown command 'tokens'" },
])('says what is wrong on standard error, and ends with $code after $what', async ({ args, change, code, says }) => {
  const ran = await portero(args, { ...variables, ...change });

  expect([ran.code, ran.out]).toEqual([code, '']);
  expect(ran.err.split(says)).toHaveLength(2);
  expect(ran.err).not.toContain(clientSecret);
  expect(ran.err).not.toMatch(/^\s+at /m);
});
