import { inspect } from 'node:util';
import { ConfigurationError } from './configuration-error.js';
import { readProviders } from './environment.js';
import type { Environment } from './provider-kind.js';

const AZURE = {
  AUTH_PROVIDERS: 'azure',
  OIDC_ISSUER_azure: 'https://login.microsoftonline.com/11111111-2222-4333-8444-555555555555/v2.0',
  OIDC_AUDIENCE_azure: 'api://students',
};
const AUTH0 = { AUTH_PROVIDERS: 'auth0', AUTH0_DOMAIN: 'x.eu.auth0.com', AUTH0_AUDIENCE: 'api://students' };

it.each<[string, Environment]>([
  ['a secret under a wrong name', { ...AZURE, OIDC_CLIENT_SECERT_azure: 'hunter2' }],
  ['a secret of a client without an id', { ...AZURE, OIDC_CLIENT_SECRET_azure: 'hunter2' }],
  ['two secrets', { ...AUTH0, AUTH0_CLIENT_SECRET: 'hunter2', OIDC_CLIENT_SECRET_auth0: 'hunter2 too' }],
  ['a secret for a file', { ...AZURE, OIDC_CLIENT_ID_azure: 'x', OIDC_CLIENT_SECRET_FILE_azure: 'hunter2' }],
  ['a secret in a URL', { ...AZURE, OIDC_ISSUER_azure: 'https://user:hunter2@login.example/x/v2.0' }],
  ['a secret for a flag', { ...AZURE, OIDC_RELAX_AUDIENCE_azure: 'hunter2' }],
  ['a secret for a number', { ...AZURE, OIDC_CLOCK_TOLERANCE: 'hunter2' }],
  ['a secret for a kind', { AUTH_PROVIDERS: 'partner', OIDC_KIND_partner: 'hunter2' }],
])('tells of %s without the secret', (_, environment) => {
  const { providers, faults, warnings } = readProviders(environment);
  expect(faults).not.toEqual([]);
  expect(new ConfigurationError(faults).message).not.toContain('hunter2');
  expect(inspect({ providers, faults, warnings }, { depth: null, showHidden: true })).not.toContain('hunter2');
});

it('warns of a secret that nobody reads without the secret', () => {
  const { warnings } = readProviders({ ...AZURE, OIDC_CLIENT_SECRET_auth0: 'hunter2' });
  expect(warnings).toEqual(['OIDC_CLIENT_SECRET_auth0 is not read: no provider in AUTH_PROVIDERS has such a setting']);
});

it('prints no secret of a configuration that is good', () => {
  const { providers } = readProviders({ ...AZURE, OIDC_CLIENT_ID_azure: 'x', OIDC_CLIENT_SECRET_azure: 'hunter2' });
  expect(providers[0]?.clientSecret?.reveal()).toBe('hunter2');
  expect(inspect(providers, { depth: null, showHidden: true })).not.toContain('hunter2');
  expect(JSON.stringify(providers)).not.toContain('hunter2');
});
