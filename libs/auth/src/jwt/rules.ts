import { audienceAccepted } from './audience.js';
import { clientOf } from './client-of.js';
import type { Claims } from './compact-token.js';
import { shown } from './shown.js';
import type { Rule, Trust } from './trust.js';

const type: Rule = {
  about: 'type',
  source: 'RFC 9068 §4, RFC 8725 §3.11',
  broken: ({ header: { typ } }, { trust }) => (trust.types.includes(typeName(typ)) ? undefined : 'type_not_allowed'),
  expected: (_, { trust }) => `typ: ${trust.types.join(' or ')}`,
  actual: ({ header }) => shown(header.typ),
};

/** As `Trust.types` has it. A header that says "none" is none of an absent one. */
function typeName(typ: unknown): string {
  if (typ === undefined) return 'none';
  const name = typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : '';
  return name === 'none' ? '' : name;
}

/** Against the issuer's list, and never by the token's word. */
const algorithm: Rule = {
  about: 'algorithm',
  source: 'RFC 8725 §3.1',
  broken: ({ header: { alg } }, { trust }) =>
    typeof alg === 'string' && trust.algorithms.includes(alg) ? undefined : 'algorithm_not_allowed',
  expected: (_, { trust }) => `alg: ${trust.algorithms.join(' or ')}`,
  actual: ({ header }) => shown(header.alg),
};

/** No extension is understood here, so a token that insists on one is not valid. */
const critical: Rule = {
  about: 'critical extensions',
  source: 'RFC 7515 §4.1.11',
  broken: ({ header }) => (header.crit === undefined ? undefined : 'malformed'),
  expected: () => 'no crit header',
  actual: ({ header }) => shown(header.crit),
};

const requiredClaims: Rule = {
  about: 'required claims',
  source: 'RFC 9068 §2.2',
  broken: ({ claims }, { trust }) => (missingClaims(claims, trust).length === 0 ? undefined : 'claim_missing'),
  expected: (_, { trust }) => ['exp', ...trust.requiredClaims, trust.clientClaims.join(' or ')].join(', '),
  actual: ({ claims }, { trust }) => {
    const missing = missingClaims(claims, trust);
    return missing.length === 0 ? 'all there' : `no ${missing.join(', no ')}`;
  },
};

function missingClaims(claims: Claims, trust: Trust): string[] {
  const missing = ['exp', ...trust.requiredClaims].filter((name) => claims[name] === undefined);
  if (clientOf(claims, trust) === undefined) missing.push(trust.clientClaims.join(' or '));
  return missing;
}

/** NumericDate claims are numbers, the client and the subject are non-empty strings. */
const claimTypes: Rule = {
  about: 'claim types',
  source: 'RFC 7519 §2 and §4.1',
  broken: ({ claims }, { trust }) => (oddClaim(claims, trust) ? 'claim_invalid' : undefined),
  expected: ({ claims }, { trust }) => {
    const odd = oddClaim(claims, trust);
    return odd ? `${odd.name}: ${odd.wanted}` : 'numbers for times, strings for names';
  },
  actual: ({ claims }, { trust }) => {
    const odd = oddClaim(claims, trust);
    return odd ? shown(claims[odd.name]) : 'as expected';
  },
};

/** Seconds; after it there is no `Date` (ECMA-262, time values). */
const LAST_DATE = 8.64e12;

const isText = (value: unknown) => typeof value === 'string' && value !== '';

function oddClaim(claims: Claims, trust: Trust): { name: string; wanted: string } | undefined {
  for (const name of ['exp', 'nbf', 'iat']) {
    if (claims[name] !== undefined && !Number.isFinite(claims[name])) return { name, wanted: 'a number' };
  }
  if ((claims.exp as number) > LAST_DATE) return { name: 'exp', wanted: 'a date' };
  for (const name of ['sub', ...trust.clientClaims]) {
    if (claims[name] !== undefined && !isText(claims[name])) return { name, wanted: 'a non-empty string' };
  }
  return undefined;
}

const expiry: Rule = {
  about: 'expiry',
  source: 'RFC 7519 §4.1.4',
  applies: ({ claims }) => Number.isFinite(claims.exp),
  broken: ({ claims }, { trust, now }) => ((claims.exp as number) + trust.clockTolerance > now ? undefined : 'expired'),
  expected: (_, { trust, now }) => `exp after ${Math.floor(now - trust.clockTolerance)}`,
  actual: ({ claims }) => shown(claims.exp),
};

const notBefore: Rule = {
  about: 'start',
  source: 'RFC 7519 §4.1.5',
  applies: ({ claims: { nbf } }) => nbf === undefined || Number.isFinite(nbf),
  broken: ({ claims: { nbf } }, { trust, now }) =>
    nbf === undefined || (nbf as number) - trust.clockTolerance <= now ? undefined : 'not_yet_valid',
  expected: (_, { trust, now }) => `nbf not after ${Math.ceil(now + trust.clockTolerance)}`,
  actual: ({ claims }) => shown(claims.nbf),
};

const audience: Rule = {
  about: 'audience',
  source: 'RFC 7519 §4.1.3, RFC 9068 §4',
  broken: ({ claims: { aud } }, { trust, routeAudiences }) => {
    if (audienceAccepted(aud, trust, routeAudiences)) return undefined;
    if (trust.relaxAudience && !routeAudiences) return undefined;
    return aud === undefined ? 'claim_missing' : 'audience_mismatch';
  },
  expected: (_, { trust, routeAudiences }) => {
    if (trust.relaxAudience && !routeAudiences) return 'any aud: the check is relaxed';
    return `aud: ${(routeAudiences ?? trust.audiences).join(' or ')}`;
  },
  actual: ({ claims }) => shown(claims.aud),
};

const caller: Rule = {
  about: 'caller',
  source: 'RFC 9068 §5',
  broken: ({ claims }, { trust }) =>
    !trust.callers || trust.callers.includes(clientOf(claims, trust) as string) ? undefined : 'caller_not_allowed',
  expected: (_, { trust }) => `client: ${trust.callers?.join(' or ') ?? 'any'}`,
  actual: ({ claims }, { trust }) => shown(clientOf(claims, trust)),
};

export const RULES_ON_CLAIMS: readonly Rule[] = [requiredClaims, claimTypes, expiry, notBefore];

/** Cheap checks: a token that fails one costs no key and no signature verification. */
export const RULES_BEFORE_SIGNATURE: readonly Rule[] = [type, algorithm, critical, ...RULES_ON_CLAIMS];

export const RULES_AFTER_SIGNATURE: readonly Rule[] = [audience, caller];
