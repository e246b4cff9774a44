import { type BoundedFetch, OutboundError, type Provider, Refusal } from '@portero/auth';
import { describe, type Entry, flawOf, type PublishedKey } from './published-key.js';

type TrustedIssuer = Provider['issuers'][number];

export interface KeyReport {
  readonly issuer: string;
  readonly url: string;
  /** The URL was set, and not found in the metadata. */
  readonly fixed: boolean;
  readonly keys: readonly ReportedKey[];
}

/** `unusable` says why the library checks no token with it. */
export type ReportedKey = PublishedKey & { readonly unusable?: string };

/**
 * The keys that an issuer publishes, and which of them the library takes.
 *
 * @throws {OutboundError} the metadata or the key set cannot be had
 */
export async function keyReport(issuer: TrustedIssuer, { fetch }: { fetch: BoundedFetch }): Promise<KeyReport> {
  const { trust, discovery } = issuer;
  const url = trust.jwksUrl ?? (await discovery.endpoint('jwks_uri'));
  const reported: ReportedKey[] = [];
  for (const entry of await entriesAt(url, fetch)) {
    reported.push({ ...describe(entry), unusable: flawOf(entry) ?? (await refusalOf(entry, issuer)) });
  }
  return { issuer: trust.issuer, url, fixed: trust.jwksUrl !== undefined, keys: reported };
}

async function entriesAt(url: string, fetch: BoundedFetch): Promise<Entry[]> {
  const response = await fetch(url, { headers: { accept: 'application/json' } });
  if (response.status !== 200) throw new OutboundError('status', `${url} answered ${response.status}`);
  const body: unknown = await response.json().catch(() => undefined);
  const { keys }: { keys?: unknown } = typeof body === 'object' && body !== null ? body : {};
  if (!Array.isArray(keys)) throw new OutboundError('invalid', `${url} did not answer with a key set`);
  return keys.filter((entry): entry is Entry => typeof entry === 'object' && entry !== null);
}

/** The library's own word, for a key without a flaw: is there an accepted algorithm for which it takes it? */
async function refusalOf({ kid, issuer: owner }: Entry, { keys, trust }: TrustedIssuer): Promise<string | undefined> {
  for (const alg of trust.algorithms) {
    const found = await keys.candidates({ alg, kid }).catch((error: unknown) => {
      if (error instanceof Refusal) return [];
      throw error;
    });
    if (found.length > 0) return undefined;
  }
  if (typeof owner === 'string' && owner !== trust.issuer) return `it is for the issuer ${owner.slice(0, 200)}`;
  return `no algorithm of OIDC_ALGORITHMS_${trust.provider} goes with it (${trust.algorithms.join(', ')})`;
}
