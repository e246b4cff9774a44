import { portero } from './run-portero.js';

const secret = crypto.randomUUID();
const VARIABLES = {
  AUTH_PROVIDERS: 'auth0,oidc',
  AUTH0_DOMAIN: 'tenant.eu.auth0.com',
  AUTH0_AUDIENCE: 'api://orders',
  AUTH0_CLIENT_ID: 'caller',
  AUTH0_CLIENT_SECRET: secret,
  OIDC_ISSUER_oidc: 'https://issuer.example',
  OIDC_AUDIENCE_oidc: 'api://orders',
};

it('prints every setting with its origin', async () => {
  const { code, out, err } = await portero(['config'], VARIABLES);

  expect([code, err]).toEqual([0, '']);
  expect(out.split('\n')).toEqual(
    expect.arrayContaining([
      'auth0.issuer = https://tenant.eu.auth0.com/  (alias AUTH0_DOMAIN)',
      'auth0.clientSecret = [secret]  (alias AUTH0_CLIENT_SECRET)',
      'oidc.audience = ["api://orders"]  (variable OIDC_AUDIENCE_oidc)',
      'oidc.clockTolerance = 60  (default; OIDC_CLOCK_TOLERANCE_oidc sets it)',
      'oidc.clientId  (not set; OIDC_CLIENT_ID_oidc sets it)',
    ]),
  );
  expect(out).not.toContain(secret);
});

it('prints what can be read, and tells the faults of the rest', async () => {
  const { code, out, err } = await portero(['config', '--json'], { ...VARIABLES, AUTH0_AUDIENCE: '' });

  const providers = new Set(JSON.parse(out).map(({ provider }: { provider: string }) => provider));
  expect([code, ...providers]).toEqual([2, 'oidc']);
  expect(err).toContain('OIDC_AUDIENCE_auth0 is required');
  expect(out + err).not.toContain(secret);
});
