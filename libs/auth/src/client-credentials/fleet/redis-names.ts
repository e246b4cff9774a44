import { createHash } from 'node:crypto';

/** What Redis holds for one token: the sealed token, the failure of who asked for it last, who is asking now. */
export interface TokenNames {
  readonly token: string;
  readonly failure: string;
  readonly lock: string;
}

/** The braces keep the three on one node of a cluster (Redis Cluster specification, hash tags). */
export function tokenNames(key: string): TokenNames {
  const token = `portero:token:{${hashOf(key)}}`;
  return { token, failure: `${token}:failure`, lock: `${token}:lock` };
}

export function holdOffName(endpoint: string): string {
  return `portero:hold-off:{${hashOf(endpoint)}}`;
}

/** Names are read by everyone who may look at Redis: they tell nothing of clients and scopes. */
const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url');
