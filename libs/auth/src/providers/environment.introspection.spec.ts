import { readProviders } from './environment.js';

const one = (name: string, introspection?: string) => ({
  [`OIDC_KIND_${name}`]: 'oidc',
  [`OIDC_ISSUER_${name}`]: `https://${name}.example`,
  [`OIDC_AUDIENCE_${name}`]: 'api://students',
  [`OIDC_CLIENT_ID_${name}`]: 'portero',
  [`OIDC_CLIENT_SECRET_${name}`]: 'for tests',
  [`OIDC_INTROSPECTION_${name}`]: introspection,
});

it('lets one instance introspect', () => {
  const environment = { AUTH_PROVIDERS: 'one,two', ...one('one', 'off'), ...one('two', 'on') };
  expect(readProviders(environment)).toMatchObject({
    providers: [{ introspection: 'off' }, { introspection: 'on' }],
    faults: [],
    warnings: [],
  });
});

it('refuses a second one: a token would be sent to an issuer that is not its own', () => {
  const environment = { AUTH_PROVIDERS: 'one,two,local', ...one('one', 'on'), ...one('two', 'on') };
  const problem =
    'is on, and so is OIDC_INTROSPECTION_one: an opaque token does not say who issued it, so switch one of them off';
  expect(readProviders({ ...environment, OIDC_INTROSPECTION_local: 'on' }).faults).toEqual([
    { variable: 'OIDC_INTROSPECTION_two', problem },
    { variable: 'OIDC_INTROSPECTION_local', problem },
  ]);
});

it('says how to mend one without a client', () => {
  const environment = {
    AUTH_PROVIDERS: 'one',
    ...one('one', 'on'),
    OIDC_CLIENT_ID_one: '',
    OIDC_CLIENT_SECRET_one: '',
  };
  expect(readProviders(environment).faults).toEqual([
    {
      variable: 'OIDC_CLIENT_ID_one',
      problem: 'is required with introspection: set the client that asks, with its proof, or switch it off',
    },
  ]);
});

it('does not know it of a kind that has no such endpoint', () => {
  const environment = {
    AUTH_PROVIDERS: 'auth0',
    AUTH0_DOMAIN: 'x.eu.auth0.com',
    AUTH0_AUDIENCE: 'api://students',
    OIDC_INTROSPECTION_auth0: 'on',
  };
  const { faults, warnings } = readProviders(environment);
  expect(faults).toEqual([]);
  expect(warnings).toEqual(['OIDC_INTROSPECTION_auth0 is not read: no provider in AUTH_PROVIDERS has such a setting']);
});
