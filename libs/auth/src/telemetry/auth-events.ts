import type { Reason } from './reasons.js';

/** What a route asked of a caller: each decision is one event, for audits. */
interface Decision {
  /** Method and path, as the route was declared: `GET /students`. */
  route: string;
  /** The permissions that the route asks for. */
  asked: readonly string[];
  /** The id of the request, where the application gives it one: what its own log lines have. */
  request?: string;
  /** Whether the JWT had been verified before; absent where it did not come to that. */
  cached?: boolean;
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

/** A person, by the name that the provider has for them. */
interface Operator {
  provider: string;
  subject: string;
}

/** What happens in the library that someone may want to log, count or audit. No event carries a token or a secret. */
export interface AuthEventMap {
  /** A caller was let in. */
  bearer_accepted: Decision & Caller;
  /**
   * A caller was refused: `expected` and `actual` are for operators, never for the response. `skew`: seconds from now to
   * the `exp` or `nbf` that it was refused for; a cluster just beyond the tolerance means that a clock is wrong.
   */
  bearer_refused: Decision & Partial<Caller> & { reason: Reason; expected?: string; actual?: string; skew?: number };
  /** A JWT was verified that had not been before; `seconds` includes the wait for its issuer's keys. */
  bearer_verified: { provider: string; seconds: number };
  /** A DPoP proof was checked, or was missing for a token that is bound to a key (RFC 9449 §7). */
  proof_checked: { provider: string; result: 'accepted' | Reason };
  /** An issuer was asked about an opaque token, or was left alone for now (RFC 7662). */
  introspected: { provider: string; outcome: 'active' | Reason };
  /** A caller was refused for where it is, or how often it came: `peer` is its address. For the application to tell. */
  access_refused: { route: string; reason: Reason; peer: string; request?: string };
  /** Someone signed in, and is an operator: `person` is their name for people. For the application to tell, as all of `operator_…`. */
  operator_signed_in: Operator & { person?: string; request?: string };
  /** A sign-in was refused: `detail` is for operators, never for the response. */
  operator_refused: Partial<Operator> & { reason: Reason; detail: string; request?: string };
  /** An operator's session was ended by the operator. */
  operator_signed_out: Operator & { request?: string };
  /** An operator did something that changes things. */
  operator_accepted: Operator & { route: string; request?: string };
  /** A token was let in only because the provider's audience check is relaxed. */
  audience_relaxed: { provider: string; clientId: string; token: string; actual: string };
  /** A token was handed out or waited for: `coalesced` waits for a request that another caller began. */
  token_cache: { provider: string; outcome: 'hit' | 'miss' | 'refresh' | 'coalesced' };
  /**
   * There is a new token in memory, `seconds` after it was wanted: attempts, and the waits between them, are in it.
   * `from`: whether this instance had it from the provider, or from the shared store, where another one had left it.
   */
  token_issued: {
    provider: string;
    outcome: 'miss' | 'refresh';
    from: 'provider' | 'shared_store';
    expiresIn: number;
    seconds: number;
  };
  /** A token could not be had. `code` is the provider's error code. */
  token_failed: { provider: string; reason: Reason; code?: string; actual?: string; seconds: number };
  /** The token endpoint was asked, for the nth time in one request for a token. */
  token_attempted: { provider: string; attempt: number; outcome: 'issued' | Reason; seconds: number };
  /** The token endpoint is asked once more, `wait` seconds after a fault of it. */
  token_retried: { provider: string; reason: Reason; wait: number };
  /** The provider granted another scope than was asked for. */
  scope_differs: { provider: string; missing: string; added: string };
  /** The circuit breaker before a provider's token or introspection endpoint moved. */
  breaker_moved: { provider: string; endpoint: 'token' | 'introspection'; state: 'open' | 'half_open' | 'closed' };
  /** The provider took the other one of two secrets: a rotation has come to its end, or was begun too early. */
  client_secret_switched: { provider: string };
  /** The shared token cache went down or came back; tokens are had without it meanwhile. `detail` has no secrets. */
  shared_cache_state: { state: 'up' | 'down'; detail?: string };
  /** A value in the shared token cache could not be opened, or is none of ours: it counts as a miss. */
  shared_cache_miss_invalid: Record<never, never>;
  /** A resource server was called with a token, and answered or not. For the application to tell. */
  resource_called: { url: string; outcome: 'answered' | 'unreachable'; status?: number; seconds: number };
  /** A fault was switched on or off at the embedded issuer. For the application to tell. */
  fault_injected: { fault: string };
  /** A key set could not be fetched. `usable`: older keys are still good enough to serve. */
  keys_failed: { provider: string; issuer: string; usable: boolean; detail: string };
  /** A key set was fetched. */
  keys_fetched: { provider: string; issuer: string; seconds: number };
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

type InSeconds = { [field in 'seconds' | 'wait' | 'skew']?: number };

/** What is in seconds is told to the microsecond: the digits behind it are none that a clock has. */
function rounded(event: AuthEvent): AuthEvent {
  const times: InSeconds = event as AuthEvent & InSeconds;
  if (times.seconds !== undefined) times.seconds = toMicroseconds(times.seconds);
  if (times.wait !== undefined) times.wait = toMicroseconds(times.wait);
  if (times.skew !== undefined) times.skew = toMicroseconds(times.skew);
  return event;
}

function toMicroseconds(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e6;
}

/** Where the library tells what happens: listeners get every event, and `count` tells how often one came. */
export class AuthEvents {
  private readonly listeners = new Set<AuthEventListener>();
  private readonly counts = new Map<AuthEventName, number>();

  emit<N extends AuthEventName>(name: N, fields: AuthEventMap[N]): void {
    this.counts.set(name, this.count(name) + 1);
    const event = rounded({ name, ...fields } as AuthEvent);
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
