import { START_SECONDS } from '../../test/manual-clock.js';
import { activeClaims } from './active-claims.js';

const ISSUER = 'https://op.example';
const ASKED = { token: 'OPAQUE-TOKEN', issuer: ISSUER, now: START_SECONDS * 1000 };
const EXP = START_SECONDS + 300;
const ANSWER = { active: true, client_id: 'caller', sub: 'caller', exp: EXP };
const CLAIMS = { client_id: 'caller', sub: 'caller', exp: EXP, iss: ISSUER };

it('keeps every member that RFC 7662 §2.2 knows, and those of vendors, besides active', () => {
  const members = {
    scope: 'read:students write:students',
    client_id: 'caller',
    username: 'ada',
    token_type: 'Bearer',
    exp: EXP,
    iat: START_SECONDS,
    nbf: START_SECONDS,
    sub: 'u-1',
    aud: ['api://students'],
    iss: ISSUER,
    jti: 'T-1',
    cnf: { jkt: 'thumbprint' },
    realm_access: { roles: ['reader'] },
  };
  expect(activeClaims({ active: true, ...members }, ASKED)).toEqual(members);
});

it.each<[string, object, object]>([
  ['no iss, which is the issuer that was asked', {}, {}],
  ['no exp, which is as long as an answer is used', { exp: undefined }, { exp: START_SECONDS + 30 }],
  ['no sub: the client acts for itself', { sub: undefined }, {}],
  ['token_type Bearer', { token_type: 'Bearer' }, { token_type: 'Bearer' }],
  ['token_type bearer', { token_type: 'bearer' }, { token_type: 'bearer' }],
  ['token_type DPoP (RFC 9449 §6.2)', { token_type: 'DPoP' }, { token_type: 'DPoP' }],
  ['token_use access (Cognito)', { token_use: 'access' }, { token_use: 'access' }],
  ['token_use access_token (Hydra)', { token_use: 'access_token' }, { token_use: 'access_token' }],
  ['a broken exp, for the rules to refuse', { exp: 'soon' }, { exp: 'soon' }],
  ['the token as its own jti, without it', { jti: 'OPAQUE-TOKEN' }, {}],
])('takes %s', (_, changes, claims) => {
  expect(activeClaims({ ...ANSWER, ...changes }, ASKED)).toEqual({ ...CLAIMS, ...claims });
});

it.each([
  ['a person without a sub', { active: true, client_id: 'caller', username: 'ada' }],
  ['a token without sub and client', { active: true }],
])('makes up no subject for %s', (_, answer) => {
  expect(activeClaims(answer, ASKED)).not.toHaveProperty('sub');
});

it('takes a member named __proto__ for what it is', () => {
  const claims = activeClaims(JSON.parse('{"active":true,"__proto__":{"scope":"admin"}}'), ASKED);
  expect(claims.scope).toBeUndefined();
});

it.each<[string, object, string, string]>([
  ['an inactive token', { active: false }, 'token_inactive', 'active: false'],
  ['an inactive token of another issuer', { active: false, iss: 'https://x' }, 'token_inactive', 'active: false'],
  ['another issuer', { iss: 'https://op.example/' }, 'issuer_unknown', '"https://op.example/"'],
  ['an issuer that is none', { iss: 7 }, 'issuer_unknown', '7'],
  ['a refresh token', { token_type: 'refresh_token' }, 'type_not_allowed', '"refresh_token"'],
  ['an ID token', { token_type: 'id_token' }, 'type_not_allowed', '"id_token"'],
  ['a type that is none', { token_type: ['Bearer'] }, 'type_not_allowed', '["Bearer"]'],
  ['a refresh token of Hydra', { token_use: 'refresh_token' }, 'type_not_allowed', '"refresh_token"'],
  ['an ID token of Cognito', { token_use: 'id' }, 'type_not_allowed', '"id"'],
])('refuses %s', (_, changes, reason, actual) => {
  expect(() => activeClaims({ ...ANSWER, ...changes }, ASKED)).toThrow(
    expect.objectContaining({ reason, status: 401, actual }),
  );
});

it('bounds what it tells of a value', () => {
  expect(() => activeClaims({ ...ANSWER, iss: 'x'.repeat(1_000) }, ASKED)).toThrow(
    expect.objectContaining({ actual: `"${'x'.repeat(199)}` }),
  );
});
