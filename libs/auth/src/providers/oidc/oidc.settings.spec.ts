import { faultsOf, settingsOf } from '../../../test/settings-of.js';

const GOOD = { issuer: 'https://op.example', audience: 'api://students' };
const NO_CALLERS = 'callers is required with an optional audience: list the client ids that may call';

it('reads its own settings from text', () => {
  const values = {
    ...GOOD,
    tokenTypes: 'jwt, none',
    clientClaim: 'azp',
    permissionClaims: 'scope, realm_access.roles',
    audienceOptional: 'true',
    callers: 'one',
    resource: 'https://api.example',
  };
  expect(settingsOf('oidc', values)).toMatchObject({
    tokenTypes: ['jwt', 'none'],
    clientClaim: 'azp',
    permissionClaims: ['scope', 'realm_access.roles'],
    audienceOptional: true,
    resource: 'https://api.example',
  });
});

it.each<[string, object, string[]]>([
  ['nothing of good settings', {}, []],
  [
    'nothing of an optional audience with callers',
    { audience: undefined, audienceOptional: 'true', callers: 'one' },
    [],
  ],
  ['nothing of a relaxed audience', { audience: undefined, relaxAudience: 'true' }, []],
  ['no audience', { audience: undefined }, ['audience is required: what the tokens for this API carry as aud']],
  ['an optional audience without callers', { audienceOptional: 'true' }, [NO_CALLERS]],
  ['an unknown token type', { tokenTypes: 'at+jwt, id+jwt' }, ['tokenTypes must be one of at+jwt, jwt, none']],
  ['no token type', { tokenTypes: ',' }, ['tokenTypes must name at least one']],
  ['an empty client claim', { clientClaim: '' }, ['clientClaim must not be empty']],
])('finds fault with %s', (_, changes, faults) => {
  expect(faultsOf('oidc', { ...GOOD, ...changes })).toEqual(faults);
});
