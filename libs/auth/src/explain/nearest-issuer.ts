import leven from 'leven';
import type { TrustedIssuer } from '../jwt/trusted-issuers.js';
import { differenceOf } from './likeness.js';

const DIFFERENCES = ['slash', 'case', 'scheme', 'version', 'tenant'] as const;
export type IssuerDifference = (typeof DIFFERENCES)[number];

export interface NearestIssuer {
  readonly issuer: TrustedIssuer;
  /** Absent when they differ in more than one thing. */
  readonly difference?: IssuerDifference;
}

/** Letters. The time to compare grows with their product. */
const COMPARED = 500;

/** The trusted issuer that was probably meant: one that differs in a single thing, else the one with the nearest name. */
export function nearestIssuer(iss: unknown, trusted: readonly TrustedIssuer[]): NearestIssuer | undefined {
  const name = typeof iss === 'string' ? iss.slice(0, COMPARED) : '';
  const [nearest] = trusted
    .map((issuer) => {
      const difference = differenceOf(name, issuer.trust.issuer, DIFFERENCES);
      const rank = difference ? DIFFERENCES.indexOf(difference) : DIFFERENCES.length;
      return { issuer, difference, rank, away: name ? leven(name, issuer.trust.issuer) : 0 };
    })
    .sort((a, b) => a.rank - b.rank || a.away - b.away);
  return nearest && { issuer: nearest.issuer, difference: nearest.difference };
}
