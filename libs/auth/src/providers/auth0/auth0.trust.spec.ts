import { settingsOf } from '../../../test/settings-of.js';
import { auth0Trusts } from './auth0.trust.js';

it('trusts both token profiles of one issuer', () => {
  const settings = settingsOf('auth0', { issuer: 'https://x.eu.auth0.com/', audience: 'api://students' });
  const [trust, ...others] = auth0Trusts(settings);
  expect(others).toEqual([]);
  expect(trust).toEqual({
    provider: 'auth0',
    issuer: 'https://x.eu.auth0.com/',
    discoveryUrl: 'https://x.eu.auth0.com/.well-known/openid-configuration',
    algorithms: ['RS256'],
    types: ['jwt', 'at+jwt'],
    audiences: ['api://students'],
    audienceForms: expect.any(Function),
    relaxAudience: false,
    audienceOptional: false,
    senderConstrained: 'accepted',
    clientClaims: ['azp', 'client_id'],
    permissionClaims: ['scope', 'scp', 'roles', 'permissions'],
    requiredClaims: ['sub'],
    clockTolerance: 60,
    rules: [],
  });
  expect(trust.audienceForms('api://students/')).toEqual(['api://students/']);
});
