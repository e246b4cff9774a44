import { faultsOf } from '../../../test/settings-of.js';
import { AUTH0_ALIASES } from './auth0.settings.js';

const GOOD = { issuer: 'https://x.eu.auth0.com/', audience: 'api://students' };
const NO_AUDIENCE = 'audience is required: the API identifier, as in the Auth0 dashboard under Applications > APIs';

it.each([
  ['x.eu.auth0.com', 'https://x.eu.auth0.com/'],
  ['x.eu.auth0.com/', 'https://x.eu.auth0.com/'],
  ['https://x.eu.auth0.com', 'https://x.eu.auth0.com/'],
  ['https://x.eu.auth0.com/', 'https://x.eu.auth0.com/'],
  ['http://127.0.0.1:4010/auth0', 'http://127.0.0.1:4010/auth0/'],
])('AUTH0_DOMAIN %s is the issuer %s', (domain, issuer) => {
  expect(AUTH0_ALIASES.AUTH0_DOMAIN?.translate?.(domain)).toBe(issuer);
});

it("has the names of Auth0's own samples", () => {
  const settings = Object.entries(AUTH0_ALIASES).map(([variable, { setting }]) => [variable, setting]);
  expect(settings).toEqual([
    ['AUTH0_DOMAIN', 'issuer'],
    ['AUTH0_AUDIENCE', 'audience'],
    ['AUTH0_CLIENT_ID', 'clientId'],
    ['AUTH0_CLIENT_SECRET', 'clientSecret'],
  ]);
});

it.each<[string, object, string[]]>([
  ['nothing of good settings', {}, []],
  ['nothing of a relaxed audience without a client', { audience: undefined, relaxAudience: 'true' }, []],
  [
    'an issuer without the slash at its end',
    { issuer: 'https://x.eu.auth0.com' },
    ["issuer must end with a slash, as Auth0's tokens say it: https://x.eu.auth0.com/"],
  ],
  ['no audience', { audience: undefined }, [NO_AUDIENCE]],
  [
    'a client without an audience to ask for',
    { audience: undefined, relaxAudience: 'true', clientId: 'portero', clientSecret: 'for tests' },
    ['audience is required to ask for tokens: Auth0 gives none without an audience'],
  ],
])('finds fault with %s', (_, changes, faults) => {
  expect(faultsOf('auth0', { ...GOOD, ...changes })).toEqual(faults);
});
