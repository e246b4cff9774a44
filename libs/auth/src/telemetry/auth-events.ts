import type { Reason } from './reasons.js';

/** What a route asked of a caller: each decision is one event, for audits. */
interface Decision {
  /** Method and path, as the route was declared: `GET /students`. */
  route: string;
  /** The permissions that the route asks for. */
  asked: readonly string[];
}

/** Who called, by a token that was believed. */
export interface Caller {
  provider: string;
  /** Names the token: its `jti`/`uti`, or the first 8 hex digits of its SHA-256. */
  token: string;
  clientId: string;
  subject: string;
  /** The permissions that the token holds. */
  held: readonly string[];
}

/** What happens in the library that someone may want to log, count or audit. No event carries a token or a secret. */
export interface AuthEventMap {
  /** A caller was let in. */
  bearer_accepted: Decision & Caller;
  /** A caller was refused: `expected` and `actual` are for operators, never for the response. */
  bearer_refused: Decision & Partial<Caller> & { reason: Reason; expected?: string; actual?: string };
  /** A caller was refused for where it is, or how often it came: `peer` is its address. For the application to tell. */
  access_refused: { route: string; reason: Reason; peer: string };
  /** A token was let in only because the provider's audience check is relaxed. */
  audience_relaxed: { provider: string; clientId: string; token: string; actual: string };
  /** The provider gave a token. */
  token_issued: { provider: string; outcome: 'miss' | 'refresh'; expiresIn: number };
  /** A token could not be had. `code` is the provider's error code. */
  token_failed: { provider: string; reason: Reason; code?: string; actual?: string };
  /** The provider granted another scope than was asked for. */
  scope_differs: { provider: string; missing: string; added: string };
  /** The circuit breaker before a provider's token or introspection endpoint moved. */
  breaker_moved: { provider: string; state: 'open' | 'half_open' | 'closed' };
  /** The provider took the other one of two secrets: a rotation has come to its end, or was begun too early. */
  client_secret_switched: { provider: string };
  /** The shared token cache went down or came back; tokens are had without it meanwhile. `detail` has no secrets. */
  shared_cache_state: { state: 'up' | 'down'; detail?: string };
  /** A value in the shared token cache could not be opened, or is none of ours: it counts as a miss. */
  shared_cache_miss_invalid: Record<never, never>;
  /** A key set could not be fetched. `usable`: older keys are still good enough to serve. */
  keys_failed: { issuer: string; usable: boolean; detail: string };
}

export type AuthEventName = keyof AuthEventMap;
export type AuthEvent = { [N in AuthEventName]: { name: N } & AuthEventMap[N] }[AuthEventName];
export type AuthEventListener = (event: AuthEvent) => void;

/** A listener that fails is no fault of the request that it is told of. */
function tell(listener: AuthEventListener, event: AuthEvent): void {
  try {
    listener(event);
  } catch (error) {
    process.emitWarning(`A listener failed on ${event.name}: ${error instanceof Error ? error.message : 'unknown'}`);
  }
}

/** Where the library tells what happens: listeners get every event, and `count` tells how often one came. */
export class AuthEvents {
  private readonly listeners = new Set<AuthEventListener>();
  private readonly counts = new Map<AuthEventName, number>();

  emit<N extends AuthEventName>(name: N, fields: AuthEventMap[N]): void {
    this.counts.set(name, this.count(name) + 1);
    const event = { name, ...fields } as AuthEvent;
    for (const listener of this.listeners) tell(listener, event);
  }

  count(name: AuthEventName): number {
    return this.counts.get(name) ?? 0;
  }

  /** @returns a function that stops listening */
  listen(listener: AuthEventListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
