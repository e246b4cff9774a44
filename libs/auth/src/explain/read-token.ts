import { type CompactToken, parseCompactToken, type TokenContents } from '../jwt/compact-token.js';
import { shown } from '../jwt/shown.js';
import type { TrustedIssuer, TrustedIssuers } from '../jwt/trusted-issuers.js';
import { examine } from './examine.js';
import type { Check } from './explanation.js';
import { type NearestIssuer, nearestIssuer } from './nearest-issuer.js';
import { STEPS } from './steps.js';

/** A token as it was read, and the checks that this took. */
export interface ReadToken {
  readonly checks: readonly Check[];
  readonly jwt?: CompactToken;
  readonly contents?: TokenContents;
  /** Its own. */
  readonly issuer?: TrustedIssuer;
  /** Where it is from none of ours. */
  readonly nearest?: NearestIssuer;
}

/** As the guard does: a JWT is of its `iss`, and an opaque token of the one issuer that has such. */
export async function readToken(token: string, issuers: TrustedIssuers): Promise<ReadToken> {
  const ofOpaque = issuers.ofOpaque(token);
  return ofOpaque ? readOpaque(token, ofOpaque) : readJwt(token, issuers);
}

async function readJwt(token: string, issuers: TrustedIssuers): Promise<ReadToken> {
  const { check: form, value: jwt } = await examine(
    STEPS.form,
    () => parseCompactToken(token),
    () => 'a JWT',
  );
  if (!jwt) return { checks: [form] };
  const { check, value: issuer } = await examine(
    STEPS.issuer,
    () => issuers.of(jwt),
    () => shown(jwt.claims.iss),
  );
  const nearest = issuer ? undefined : nearestIssuer(jwt.claims.iss, issuers.all);
  const expected = issuer ? `iss: ${issuer.trust.issuer}` : check.expected;
  return { checks: [form, { ...check, expected }], jwt, contents: jwt, issuer, nearest };
}

async function readOpaque(token: string, issuer: TrustedIssuer): Promise<ReadToken> {
  const { check, value: claims } = await examine(
    STEPS.activity,
    () => issuer.introspection?.claimsOf(token),
    () => 'active: true',
  );
  return { checks: [check], issuer, contents: claims && { header: {}, claims } };
}
