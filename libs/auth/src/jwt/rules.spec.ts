import { START_SECONDS as NOW } from '../../test/manual-clock.js';
import { trustOf } from '../../test/trust-of.js';
import type { Reason } from '../telemetry/reasons.js';
import { findingOf } from './finding.js';
import { RULES_AFTER_SIGNATURE, RULES_BEFORE_SIGNATURE } from './rules.js';
import type { Finding, Trust } from './trust.js';

const HEADER = { alg: 'RS256', typ: 'at+jwt', kid: '1' };
const CLAIMS = { sub: 'portero', client_id: 'portero', aud: 'api://students', exp: NOW + 300, iat: NOW, nbf: NOW };

interface Case {
  header?: object;
  claims?: object;
  trust?: Partial<Trust>;
  now?: number;
  routeAudiences?: string[];
}

/** The first finding about a good token that was changed. */
function firstFinding({ header, claims, trust, now = NOW, routeAudiences }: Case): Finding | undefined {
  const token = { header: { ...HEADER, ...header }, claims: { ...CLAIMS, ...claims } };
  const context = { trust: trustOf(trust), now, routeAudiences };
  for (const rule of [...RULES_BEFORE_SIGNATURE, ...RULES_AFTER_SIGNATURE]) {
    const finding = findingOf(rule, token, context);
    if (finding) return finding;
  }
  return undefined;
}

it.each<[string, Case]>([
  ['a good one', {}],
  ['its type in capitals (RFC 7515 §4.1.9)', { header: { typ: 'AT+JWT' } }],
  ['its type as a media type', { header: { typ: 'application/at+jwt' } }],
  ['no type where none is due', { header: { typ: undefined }, trust: { types: ['none'] } }],
  ['the second of two algorithms', { header: { alg: 'PS256' }, trust: { algorithms: ['RS256', 'PS256'] } }],
  ['exp in the tolerance', { now: NOW + 300 + 59 }],
  ['exp at the last moment of the tolerance', { now: NOW + 300 + 59.999 }],
  ['exp one moment ahead without tolerance', { now: NOW + 299.999, trust: { clockTolerance: 0 } }],
  ['exp with a fraction', { claims: { exp: NOW - 59.5 } }],
  ['nbf in the tolerance', { claims: { nbf: NOW + 59 } }],
  ['nbf at the end of the tolerance', { claims: { nbf: NOW + 60 } }],
  ['nbf now without tolerance', { trust: { clockTolerance: 0 } }],
  ['the last exp that is a date', { claims: { exp: 8.64e12 } }],
  ['no nbf', { claims: { nbf: undefined } }],
  ['no sub where none is due', { claims: { sub: undefined }, trust: { requiredClaims: [] } }],
  [
    'a second client claim',
    { claims: { client_id: undefined, azp: 'x' }, trust: { clientClaims: ['azp', 'client_id'] } },
  ],
  ['a foreign aud that is relaxed', { claims: { aud: 'api://other' }, trust: { relaxAudience: true } }],
  ['no aud that is relaxed', { claims: { aud: undefined }, trust: { relaxAudience: true } }],
  ['no aud that is optional', { claims: { aud: undefined }, trust: { audienceOptional: true } }],
  ["the route's aud", { claims: { aud: 'api://grades' }, routeAudiences: ['api://grades'] }],
  ['a client that may call', { trust: { callers: ['other', 'portero'] } }],
])('accepts a token with %s', (_, changed) => {
  expect(firstFinding(changed)).toBeUndefined();
});

it.each<[string, Case, Reason, string, string]>([
  ['an ID token or another JWT', { header: { typ: 'JWT' } }, 'type_not_allowed', 'typ: at+jwt', '"JWT"'],
  ['no type', { header: { typ: undefined } }, 'type_not_allowed', 'typ: at+jwt', 'absent'],
  ['a type that is no text', { header: { typ: ['at+jwt'] } }, 'type_not_allowed', 'typ: at+jwt', '["at+jwt"]'],
  ['null as type', { header: { typ: null } }, 'type_not_allowed', 'typ: at+jwt', 'null'],
  [
    'the type of another media',
    { header: { typ: 'application/jwt' }, trust: { types: ['at+jwt', 'none'] } },
    'type_not_allowed',
    'typ: at+jwt or none',
    '"application/jwt"',
  ],
  [
    'a type that reads none where none is due',
    { header: { typ: 'NONE' }, trust: { types: ['none'] } },
    'type_not_allowed',
    'typ: none',
    '"NONE"',
  ],
  ['alg none', { header: { alg: 'none' } }, 'algorithm_not_allowed', 'alg: RS256', '"none"'],
  ['alg NONE', { header: { alg: 'NONE' } }, 'algorithm_not_allowed', 'alg: RS256', '"NONE"'],
  ['alg HS256', { header: { alg: 'HS256' } }, 'algorithm_not_allowed', 'alg: RS256', '"HS256"'],
  ['alg rs256', { header: { alg: 'rs256' } }, 'algorithm_not_allowed', 'alg: RS256', '"rs256"'],
  [
    'an asymmetric alg that is not listed',
    { header: { alg: 'PS256' }, trust: { algorithms: ['RS256', 'ES256'] } },
    'algorithm_not_allowed',
    'alg: RS256 or ES256',
    '"PS256"',
  ],
  ['no alg', { header: { alg: undefined } }, 'algorithm_not_allowed', 'alg: RS256', 'absent'],
  ['an alg list', { header: { alg: ['RS256'] } }, 'algorithm_not_allowed', 'alg: RS256', '["RS256"]'],
  ['crit', { header: { crit: ['b64'], b64: true } }, 'malformed', 'no crit header', '["b64"]'],
  ['an empty crit', { header: { crit: [] } }, 'malformed', 'no crit header', '[]'],
  ['null as crit', { header: { crit: null } }, 'malformed', 'no crit header', 'null'],
  ['no exp', { claims: { exp: undefined } }, 'claim_missing', 'exp, sub, client_id', 'no exp'],
  [
    'no exp, sub or client',
    { claims: { exp: undefined, sub: undefined, client_id: undefined }, trust: { clientClaims: ['azp', 'client_id'] } },
    'claim_missing',
    'exp, sub, azp or client_id',
    'no exp, no sub, no azp or client_id',
  ],
  [
    'no claim that its kind of provider needs',
    { trust: { requiredClaims: ['sub', 'tid'] } },
    'claim_missing',
    'exp, sub, tid, client_id',
    'no tid',
  ],
  ['exp as text', { claims: { exp: String(NOW + 300) } }, 'claim_invalid', 'exp: a number', `"${NOW + 300}"`],
  ['null as exp', { claims: { exp: null } }, 'claim_invalid', 'exp: a number', 'null'],
  ['an endless exp', { claims: JSON.parse('{"exp":1e999}') }, 'claim_invalid', 'exp: a number', 'null'],
  ['an exp beyond all dates', { claims: { exp: 8.64e12 + 1 } }, 'claim_invalid', 'exp: a date', String(8.64e12 + 1)],
  ['nbf as text', { claims: { nbf: '0' } }, 'claim_invalid', 'nbf: a number', '"0"'],
  ['iat as a list', { claims: { iat: [NOW] } }, 'claim_invalid', 'iat: a number', `[${NOW}]`],
  ['an empty sub', { claims: { sub: '' } }, 'claim_invalid', 'sub: a non-empty string', '""'],
  ['a numeric sub', { claims: { sub: 7 } }, 'claim_invalid', 'sub: a non-empty string', '7'],
  ['an empty client', { claims: { client_id: '' } }, 'claim_invalid', 'client_id: a non-empty string', '""'],
  ['null as client', { claims: { client_id: null } }, 'claim_invalid', 'client_id: a non-empty string', 'null'],
  ['exp at the end of the tolerance', { now: NOW + 360 }, 'expired', `exp after ${NOW + 300}`, String(NOW + 300)],
  [
    'exp now without tolerance (RFC 7519 §4.1.4)',
    { now: NOW + 300, trust: { clockTolerance: 0 } },
    'expired',
    `exp after ${NOW + 300}`,
    String(NOW + 300),
  ],
  ['a negative exp', { claims: { exp: -1 } }, 'expired', `exp after ${NOW - 60}`, '-1'],
  [
    'nbf behind the tolerance',
    { claims: { nbf: NOW + 61 } },
    'not_yet_valid',
    `nbf not after ${NOW + 60}`,
    String(NOW + 61),
  ],
  [
    'nbf one moment ahead without tolerance',
    { claims: { nbf: NOW + 0.5 }, trust: { clockTolerance: 0 } },
    'not_yet_valid',
    `nbf not after ${NOW}`,
    String(NOW + 0.5),
  ],
  [
    'a foreign aud',
    { claims: { aud: ['api://other'] }, trust: { audiences: ['api://students', 'api://teachers'] } },
    'audience_mismatch',
    'aud: api://students or api://teachers',
    '["api://other"]',
  ],
  ['no aud', { claims: { aud: undefined } }, 'claim_missing', 'aud: api://students', 'absent'],
  [
    "the provider's aud where the route has its own, even relaxed",
    { routeAudiences: ['api://grades'], trust: { relaxAudience: true } },
    'audience_mismatch',
    'aud: api://grades',
    '"api://students"',
  ],
  [
    'no aud where the route has its own, even optional and relaxed',
    {
      claims: { aud: undefined },
      routeAudiences: ['api://grades'],
      trust: { audienceOptional: true, relaxAudience: true },
    },
    'claim_missing',
    'aud: api://grades',
    'absent',
  ],
  [
    'a client that may not call',
    { trust: { callers: ['one', 'two'] } },
    'caller_not_allowed',
    'client: one or two',
    '"portero"',
  ],
  [
    'a client that may not call, even relaxed',
    { trust: { callers: ['one'], relaxAudience: true } },
    'caller_not_allowed',
    'client: one',
    '"portero"',
  ],
])('refuses a token with %s', (_, changed, reason, expected, actual) => {
  expect(firstFinding(changed)).toEqual({ reason, expected, actual });
});
