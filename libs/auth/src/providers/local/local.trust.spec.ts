import { settingsOf } from '../../../test/settings-of.js';
import { localPrincipal } from './local.principal.js';
import { localTokenParameters } from './local.token-request.js';
import { localTrusts } from './local.trust.js';

const ISSUER = 'http://127.0.0.1:4010/oidc';
const SETTINGS = settingsOf('local', { issuer: ISSUER, audience: 'api://portero, api://grades' });

it('trusts RFC 9068 tokens, with all that such a token must have', () => {
  expect(localTrusts(SETTINGS)).toEqual([
    {
      provider: 'local',
      issuer: ISSUER,
      discoveryUrl: `${ISSUER}/.well-known/openid-configuration`,
      algorithms: ['RS256'],
      types: ['at+jwt'],
      audiences: ['api://portero', 'api://grades'],
      audienceForms: expect.any(Function),
      relaxAudience: false,
      audienceOptional: false,
      senderConstrained: 'accepted',
      clientClaims: ['client_id'],
      permissionClaims: ['scope', 'scp', 'roles', 'permissions'],
      requiredClaims: ['sub', 'iat', 'jti'],
      clockTolerance: 60,
      rules: [],
    },
  ]);
});

it.each([
  ['the first audience', {}, {}, { resource: 'api://portero' }],
  ['the scope of the settings', { scope: 'read' }, {}, { scope: 'read', resource: 'api://portero' }],
  [
    'what the request says',
    { scope: 'read' },
    { scope: 'write', audience: 'api://x' },
    { scope: 'write', resource: 'api://x' },
  ],
  ['nothing where there is no audience', { audience: [] }, {}, {}],
])('asks for %s (RFC 8707 §2)', (_, changes, request, parameters) => {
  expect(localTokenParameters({ ...SETTINGS, ...changes }, request)).toEqual(parameters);
});

it.each([
  ['a client that acts for itself', 'portero', 'system'],
  ['a person', 'ada', 'user'],
] as const)('maps the token of %s', (_, sub, kind) => {
  const claims = { iss: ISSUER, sub, client_id: 'portero', jti: 'J1', scope: 'a b', exp: 1_700_000_300 };
  expect(localPrincipal(claims, localTrusts(SETTINGS)[0])).toEqual({
    kind,
    provider: 'local',
    issuer: ISSUER,
    subject: sub,
    clientId: 'portero',
    permissions: new Set(['a', 'b']),
    tokenId: 'J1',
    expiresAt: new Date('2023-11-14T22:18:20Z'),
    claims,
  });
});
