import { Refusal } from '../bearer/refusal.js';
import { isCompactToken, type TokenContents } from './compact-token.js';
import type { Discovery } from './discovery.js';
import type { Introspection } from './introspection.js';
import type { KeySet } from './key-set.js';
import { shown } from './shown.js';
import type { Trust } from './trust.js';

export interface TrustedIssuer {
  readonly trust: Trust;
  readonly discovery: Discovery;
  readonly keys: KeySet;
  /** Who is asked about its opaque tokens; absent where it has none. */
  readonly introspection?: Introspection;
}

/** The issuers we trust, by exact `iss`: a token is tried against its own issuer and no other. */
export class TrustedIssuers {
  private readonly byIssuer: ReadonlyMap<unknown, TrustedIssuer>;
  /** The issuer of opaque tokens. There is one at the most: they do not say who issued them. */
  private readonly ofOpaqueTokens: TrustedIssuer | undefined;

  constructor(readonly all: readonly TrustedIssuer[]) {
    this.ofOpaqueTokens = all.find(({ introspection }) => introspection);
    this.byIssuer = new Map(all.map((issuer) => [issuer.trust.issuer, issuer]));
  }

  /** The issuer of an opaque token; `undefined` for a JWT, and where nobody has others. */
  ofOpaque(token: string): TrustedIssuer | undefined {
    return this.ofOpaqueTokens && !isCompactToken(token) ? this.ofOpaqueTokens : undefined;
  }

  /** @throws {Refusal} `claim_missing` without an `iss`, `issuer_unknown` with one that is not trusted */
  of({ claims }: TokenContents): TrustedIssuer {
    const issuer = this.byIssuer.get(claims.iss);
    if (issuer) return issuer;
    const expected = `iss: ${[...this.byIssuer.keys()].join(' or ')}`;
    throw new Refusal(claims.iss === undefined ? 'claim_missing' : 'issuer_unknown', {
      expected,
      actual: shown(claims.iss),
    });
  }
}
