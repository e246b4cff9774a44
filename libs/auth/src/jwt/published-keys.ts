import type { JsonWebKey, KeyObject } from 'node:crypto';
import { signatureAlgorithm } from './signature-algorithms.js';
import { signingKeyOf } from './signing-key.js';

/** Each costs a verification, also for a forged token: issuers that name no kids publish a few keys. */
const MOST_CANDIDATES = 16;

type Header = Readonly<Record<string, unknown>>;

/** One entry of a key set, imported when a token first asks for it: a set may have a thousand. */
class PublishedKey {
  private imported?: { readonly key: KeyObject | undefined };

  constructor(private readonly entry: JsonWebKey) {}

  get kid(): unknown {
    return this.entry.kid;
  }

  get key(): KeyObject | undefined {
    this.imported ??= { key: signingKeyOf(this.entry) };
    return this.imported.key;
  }

  /** RFC 7517 §4.4: a key that names its algorithm is for no other. */
  isFor(alg: unknown): boolean {
    return this.entry.alg === undefined || this.entry.alg === alg;
  }
}

/** An issuer's published keys (RFC 7517 §5), by their kids. */
export class PublishedKeys {
  private readonly byKid = new Map<unknown, PublishedKey[]>();
  private readonly all: readonly PublishedKey[];

  constructor(entries: readonly JsonWebKey[]) {
    this.all = entries.map((entry) => new PublishedKey(entry));
    for (const key of this.all) {
      const namesakes = this.byKid.get(key.kid);
      if (namesakes) namesakes.push(key);
      else this.byKid.set(key.kid, [key]);
    }
  }

  /** Those that are named. */
  get kids(): string[] {
    return [...this.byKid.keys()].filter((kid) => typeof kid === 'string');
  }

  /** The keys that may have signed a token with this header: one as a rule, several where it names none. */
  matching({ alg, kid }: Header): KeyObject[] {
    const named = kid === undefined ? this.all : (this.byKid.get(kid) ?? []);
    const algorithm = signatureAlgorithm(alg);
    if (!algorithm) return [];
    const keys: KeyObject[] = [];
    for (const published of named) {
      if (keys.length === MOST_CANDIDATES) break;
      const key = published.isFor(alg) ? published.key : undefined;
      if (key && algorithm.fits(key)) keys.push(key);
    }
    return keys;
  }
}
