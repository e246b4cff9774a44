import { settingsOf } from '../../../test/settings-of.js';
import { accessTokenRule, rfc9068Rule } from './oidc.rules.js';
import { oidcTrusts } from './oidc.trust.js';

const trustOf = (changes: object = {}) =>
  oidcTrusts(settingsOf('oidc', { issuer: 'https://op.example/tenant', audience: 'api://students', ...changes }));

it('trusts RFC 9068 tokens of one issuer as it stands', () => {
  const [trust, ...others] = trustOf();
  expect(others).toEqual([]);
  expect(trust).toEqual({
    provider: 'oidc',
    issuer: 'https://op.example/tenant',
    discoveryUrl: 'https://op.example/tenant/.well-known/openid-configuration',
    algorithms: ['RS256'],
    types: ['at+jwt'],
    audiences: ['api://students'],
    audienceForms: expect.any(Function),
    relaxAudience: false,
    audienceOptional: false,
    senderConstrained: 'accepted',
    clientClaims: ['client_id'],
    permissionClaims: ['scope', 'scp', 'roles', 'permissions'],
    requiredClaims: ['sub'],
    clockTolerance: 60,
    rules: [accessTokenRule, rfc9068Rule],
  });
  expect(trust.audienceForms('a')).toEqual(['a']);
});

it('has one slash before the path of the metadata', () => {
  const [trust] = trustOf({ issuer: 'https://op.example/tenant/' });
  expect(trust.issuer).toBe('https://op.example/tenant/');
  expect(trust.discoveryUrl).toBe('https://op.example/tenant/.well-known/openid-configuration');
});

it('trusts what the settings say', () => {
  const [trust] = trustOf({
    jwksUrl: 'https://keys.example/jwks',
    algorithms: 'ES256',
    tokenTypes: 'jwt,none',
    clientClaim: 'cid',
    permissionClaims: 'scp',
    audienceOptional: 'true',
    callers: 'one,two',
    clockTolerance: '0',
    relaxAudience: 'true',
  });
  expect(trust).toMatchObject({
    jwksUrl: 'https://keys.example/jwks',
    algorithms: ['ES256'],
    types: ['jwt', 'none'],
    clientClaims: ['cid'],
    permissionClaims: ['scp'],
    audienceOptional: true,
    senderConstrained: 'accepted',
    relaxAudience: true,
    callers: ['one', 'two'],
    clockTolerance: 0,
  });
});
