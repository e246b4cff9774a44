import { readProviders } from './environment.js';
import type { Environment } from './provider-kind.js';

const TENANT = '11111111-2222-4333-8444-555555555555';
const PARTNER = '99999999-2222-4333-8444-555555555555';

const AZURE = {
  AUTH_PROVIDERS: 'azure',
  OIDC_ISSUER_azure: `https://login.microsoftonline.com/${TENANT}/v2.0`,
  OIDC_AUDIENCE_azure: 'api://students',
};
const AUTH0 = { AUTH_PROVIDERS: 'auth0', AUTH0_DOMAIN: 'x.eu.auth0.com', AUTH0_AUDIENCE: 'api://students' };

/** The faults, as a person reads them. */
function faultsOf(environment: Environment): string[] {
  return readProviders(environment).faults.map(({ variable, problem }) => `${variable} ${problem}`);
}

const namesOf = (environment: Environment) => readProviders(environment).providers.map(({ name }) => name);

describe('AUTH_PROVIDERS', () => {
  it.each([
    ['nothing, which is local', {}, ['local']],
    ['an empty text, which is local', { AUTH_PROVIDERS: '' }, ['local']],
    ['one', AZURE, ['azure']],
    [
      'several, in their order',
      { ...AZURE, ...AUTH0, AUTH_PROVIDERS: ' auth0 , azure,local' },
      ['auth0', 'azure', 'local'],
    ],
  ])('lists %s', (_, environment, names) => {
    expect([namesOf(environment), faultsOf(environment)]).toEqual([names, []]);
  });

  const NAME = 'a name is made of letters, digits and _, such as azure or partner';

  it.each([
    ['a hyphen', 'my-op', [`AUTH_PROVIDERS lists "my-op": ${NAME}`]],
    ['a digit first', '0auth', [`AUTH_PROVIDERS lists "0auth": ${NAME}`]],
    ['a comma too many', 'local,', [`AUTH_PROVIDERS lists "": ${NAME}`]],
    ['a name twice', 'local, local', ['AUTH_PROVIDERS lists local twice']],
    [
      'a name of unknown kind',
      'partner',
      ['OIDC_KIND_partner must say which kind of provider partner is: one of azure, auth0, oidc, local'],
    ],
    [
      'a kind in another case',
      'Azure',
      ['OIDC_KIND_Azure must say which kind of provider Azure is: one of azure, auth0, oidc, local'],
    ],
    [
      'a name of the prototype',
      'constructor',
      ['OIDC_KIND_constructor must say which kind of provider constructor is: one of azure, auth0, oidc, local'],
    ],
  ])('may not list %s', (_, AUTH_PROVIDERS, faults) => {
    expect(faultsOf({ AUTH_PROVIDERS })).toEqual(faults);
  });
});

describe('OIDC_KIND', () => {
  it('makes a second tenant of the same kind', () => {
    const { providers, faults, warnings } = readProviders({
      ...AZURE,
      AUTH_PROVIDERS: 'azure,partner',
      OIDC_KIND_partner: 'azure',
      OIDC_ISSUER_partner: `https://login.microsoftonline.com/${PARTNER}/v2.0`,
      OIDC_AUDIENCE_partner: 'api://grades',
    });
    expect(providers).toMatchObject([
      { name: 'azure', kind: 'azure', audience: ['api://students'] },
      { name: 'partner', kind: 'azure', audience: ['api://grades'] },
    ]);
    expect([faults, warnings]).toEqual([[], []]);
  });

  it.each([
    [
      'an unknown one',
      { AUTH_PROVIDERS: 'partner', OIDC_KIND_partner: 'okta' },
      'OIDC_KIND_partner must say which kind of provider partner is: one of azure, auth0, oidc, local',
    ],
    [
      'another than the name says',
      { ...AZURE, OIDC_KIND_azure: 'oidc' },
      'OIDC_KIND_azure cannot be oidc: an instance named azure is of that kind',
    ],
  ])('may not be %s', (_, environment, fault) => {
    expect(faultsOf(environment)).toEqual([fault]);
  });
});

it('names the variable of every fault, all at once', () => {
  const faults = faultsOf({
    AUTH_PROVIDERS: 'azure,auth0,azure',
    OIDC_CLOCK_TOLERANCE: '301',
    OIDC_ISSUER_azure: 'http://login.example',
    OIDC_CLIENT_ID_azure: 'portero',
    OIDC_RELAX_AUDIENCE_AZURE: 'true',
    AUTH0_DOMAIN: 'x.eu.auth0.com',
    OIDC_ALGORITHMS_auth0: 'HS256',
    OIDC_CLOCK_TOLERANCE_auth0: '0',
  });
  expect(faults).toEqual([
    'AUTH_PROVIDERS lists azure twice',
    'OIDC_RELAX_AUDIENCE_AZURE is not a setting: did you mean OIDC_RELAX_AUDIENCE_azure?',
    'OIDC_ISSUER_azure must be an https URL (http only on a loopback address), without credentials or fragment',
    'OIDC_CLOCK_TOLERANCE must be whole seconds from 0 to 300',
    'OIDC_CLIENT_SECRET_azure is required with a client id (or the _FILE form of it, a key file, or a federated token)',
    "OIDC_AUDIENCE_azure is required: the API's App ID URI, such as api://<application id>, or its application id",
    'OIDC_ALGORITHMS_auth0 must be one of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA, Ed25519',
    'OIDC_AUDIENCE_auth0 is required: the API identifier, as in the Auth0 dashboard under Applications > APIs',
  ]);
});

it.each([
  ['of a provider that is not listed', 'OIDC_CLIENT_ID_auth0'],
  ['like no setting', 'OIDC_COLOUR_azure'],
])('warns of a variable that is %s', (_, variable) => {
  const { faults, warnings, providers } = readProviders({ ...AZURE, [variable]: 'SECRET' });
  expect(warnings).toEqual([`${variable} is not read: no provider in AUTH_PROVIDERS has such a setting`]);
  expect([faults, providers.length]).toEqual([[], 1]);
});

describe('the names of Auth0', () => {
  it('fill the auth0 instance', () => {
    const environment = { ...AUTH0, AUTH0_CLIENT_ID: 'portero', AUTH0_CLIENT_SECRET: 'for tests' };
    const [auth0] = readProviders(environment).providers;
    expect(auth0).toMatchObject({
      issuer: 'https://x.eu.auth0.com/',
      audience: ['api://students'],
      clientId: 'portero',
    });
    expect(auth0?.clientSecret?.reveal()).toBe('for tests');
  });

  it('may say the same as ours', () => {
    expect(faultsOf({ ...AUTH0, OIDC_ISSUER_auth0: 'https://x.eu.auth0.com/' })).toEqual([]);
  });

  it.each([
    ['OIDC_ISSUER_auth0', 'https://x.us.auth0.com/', 'AUTH0_DOMAIN'],
    ['OIDC_AUDIENCE_auth0', 'api://grades', 'AUTH0_AUDIENCE'],
  ])('may not contradict %s', (variable, value, alias) => {
    expect(faultsOf({ ...AUTH0, [variable]: value })).toEqual([
      `${alias} and ${variable} say different things: keep one of the two`,
    ]);
  });

  it('give way to a tolerance of their own, which contradicts nothing', () => {
    const environment = { ...AUTH0, OIDC_CLOCK_TOLERANCE: '10', OIDC_CLOCK_TOLERANCE_auth0: '20' };
    expect(readProviders(environment)).toMatchObject({ providers: [{ clockTolerance: 20 }], faults: [] });
  });
});

it.each([
  [
    'the embedded issuer',
    {},
    ['AUTH_PROVIDERS lists local, the embedded issuer, which is refused in production: list a real provider'],
  ],
  [
    'the embedded issuer under another name',
    { AUTH_PROVIDERS: 'dev', OIDC_KIND_dev: 'local' },
    ['AUTH_PROVIDERS lists dev, the embedded issuer, which is refused in production: list a real provider'],
  ],
  [
    'a relaxed audience without callers',
    { ...AZURE, OIDC_RELAX_AUDIENCE_azure: 'true' },
    ['OIDC_CALLERS_azure is required in production while the audience is relaxed: list the client ids that may call'],
  ],
  [
    'nothing of a relaxed audience with callers',
    { ...AZURE, OIDC_RELAX_AUDIENCE_azure: 'true', OIDC_CALLERS_azure: 'one' },
    [],
  ],
])('production refuses %s', (_, environment, faults) => {
  expect(faultsOf({ ...environment, NODE_ENV: 'production' })).toEqual(faults);
});

it('refuses an issuer that two instances have: a token could be of either', () => {
  const environment = {
    AUTH_PROVIDERS: 'oidc,partner',
    OIDC_KIND_partner: 'oidc',
    OIDC_ISSUER_oidc: 'https://op.example',
    OIDC_ISSUER_partner: 'https://op.example',
    OIDC_AUDIENCE_oidc: 'api://students',
    OIDC_AUDIENCE_partner: 'api://grades',
  };
  expect(faultsOf(environment)).toEqual([
    'OIDC_ISSUER_partner trusts https://op.example, and so does oidc: a token could be of either',
  ]);
  expect(faultsOf({ ...environment, OIDC_ISSUER_partner: 'https://op.example/' })).toEqual([]);
});
