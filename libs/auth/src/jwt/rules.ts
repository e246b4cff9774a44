import { audienceAccepted } from './audience.js';
import { clientOf } from './client-of.js';
import { shown } from './shown.js';
import type { Rule } from './trust.js';

/** The `typ` header (RFC 9068 §4, RFC 8725 §3.11). */
const type: Rule = ({ header }, { trust }) => {
  const { typ = 'none' } = header;
  const name = typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : '';
  if (trust.types.includes(name)) return undefined;
  return { reason: 'type_not_allowed', expected: trust.types.join(' or '), actual: shown(header.typ) };
};

/** The `alg` header, against the issuer's list and never the token's word (RFC 8725 §3.1). */
const algorithm: Rule = ({ header }, { trust }) => {
  if (typeof header.alg === 'string' && trust.algorithms.includes(header.alg)) return undefined;
  return { reason: 'algorithm_not_allowed', expected: trust.algorithms.join(' or '), actual: shown(header.alg) };
};

/** No extension is understood here, so a token that insists on one is not valid (RFC 7515 §4.1.11). */
const critical: Rule = ({ header }) => {
  if (header.crit === undefined) return undefined;
  return { reason: 'malformed', expected: 'no crit header', actual: shown(header.crit) };
};

const requiredClaims: Rule = ({ claims }, { trust }) => {
  const missing = ['exp', ...trust.requiredClaims].filter((name) => claims[name] === undefined);
  if (clientOf(claims, trust) === undefined) missing.push(trust.clientClaims.join(' or '));
  if (missing.length === 0) return undefined;
  return { reason: 'claim_missing', expected: missing.join(', '), actual: 'absent' };
};

/** NumericDate claims are numbers (RFC 7519 §2), the client and the subject are non-empty strings. */
const claimTypes: Rule = ({ claims }, { trust }) => {
  for (const name of ['exp', 'nbf', 'iat']) {
    if (claims[name] === undefined || Number.isFinite(claims[name])) continue;
    return { reason: 'claim_invalid', expected: `${name}: a number`, actual: shown(claims[name]) };
  }
  for (const name of ['sub', ...trust.clientClaims]) {
    if (claims[name] === undefined || (typeof claims[name] === 'string' && claims[name] !== '')) continue;
    return { reason: 'claim_invalid', expected: `${name}: a non-empty string`, actual: shown(claims[name]) };
  }
  return undefined;
};

const expiry: Rule = ({ claims }, { trust, now }) => {
  const exp = claims.exp as number;
  if (exp + trust.clockTolerance > now) return undefined;
  return { reason: 'expired', expected: `exp after ${now - trust.clockTolerance}`, actual: String(exp) };
};

const notBefore: Rule = ({ claims }, { trust, now }) => {
  const nbf = (claims.nbf as number | undefined) ?? now;
  if (nbf - trust.clockTolerance <= now) return undefined;
  return { reason: 'not_yet_valid', expected: `nbf not after ${now + trust.clockTolerance}`, actual: String(nbf) };
};

const audience: Rule = ({ claims }, { trust, routeAudiences }) => {
  if (audienceAccepted(claims.aud, trust, routeAudiences)) return undefined;
  if (trust.relaxAudience && !routeAudiences) return undefined;
  return {
    reason: claims.aud === undefined ? 'claim_missing' : 'audience_mismatch',
    expected: `aud: ${(routeAudiences ?? trust.audiences).join(' or ')}`,
    actual: shown(claims.aud),
  };
};

const caller: Rule = ({ claims }, { trust }) => {
  const client = String(clientOf(claims, trust));
  if (!trust.callers || trust.callers.includes(client)) return undefined;
  return { reason: 'caller_not_allowed', expected: `client: ${trust.callers.join(' or ')}`, actual: shown(client) };
};

/** Cheap checks: a token that fails one costs no key and no signature verification. */
export const RULES_BEFORE_SIGNATURE: readonly Rule[] = [
  type,
  algorithm,
  critical,
  requiredClaims,
  claimTypes,
  expiry,
  notBefore,
];

export const RULES_AFTER_SIGNATURE: readonly Rule[] = [audience, caller];
