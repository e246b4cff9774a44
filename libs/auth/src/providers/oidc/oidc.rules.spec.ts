import { trustOf } from '../../../test/trust-of.js';
import { findingOf } from '../../jwt/finding.js';
import { accessTokenRule, rfc9068Rule } from './oidc.rules.js';

const context = { trust: trustOf(), now: 0 };

it.each([
  ['neither claim', {}, undefined],
  ["Keycloak's access token", { typ: 'Bearer' }, undefined],
  ["Cognito's access token", { token_use: 'access' }, undefined],
  ["Keycloak's ID token", { typ: 'ID' }, ['typ: Bearer', '"ID"']],
  ["Keycloak's refresh token", { typ: 'Refresh' }, ['typ: Bearer', '"Refresh"']],
  ["Cognito's ID token", { token_use: 'id' }, ['token_use: access', '"id"']],
  ['another case', { typ: 'bearer' }, ['typ: Bearer', '"bearer"']],
  ['null', { token_use: null }, ['token_use: access', 'null']],
])('a token with %s is an access token, or is refused as another', (_, claims, wrong) => {
  const finding = wrong && { reason: 'type_not_allowed', expected: wrong[0], actual: wrong[1] };
  expect(findingOf(accessTokenRule, { header: {}, claims }, context)).toEqual(finding);
});

it.each([
  ['both', 'at+jwt', { iat: 1, jti: 'J1' }, undefined],
  ['neither', 'at+jwt', {}, 'no iat, no jti'],
  ['no jti', 'at+jwt', { iat: 1 }, 'no jti'],
  ['no iat', 'AT+JWT', { jti: 'J1' }, 'no iat'],
  ['no jti, as a media type', 'application/at+jwt', { iat: 1 }, 'no jti'],
  ['neither, and is no at+jwt', 'JWT', {}, undefined],
  ['neither, and has no type', undefined, {}, undefined],
  ['neither, and has a type that only ends alike', 'x-at+jwt', {}, undefined],
])('an at+jwt has iat and jti (RFC 9068 §2.2): %s', (_, typ, claims, actual) => {
  const finding = actual && { reason: 'claim_missing', expected: 'iat, jti', actual };
  expect(findingOf(rfc9068Rule, { header: { typ }, claims }, context)).toEqual(finding);
});
