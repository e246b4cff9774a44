import type { AuthEvent } from '@portero/auth';

type EventOf<N extends AuthEvent['name']> = Extract<AuthEvent, { name: N }>;

/** What is counted and timed of each event. */
export type EventHandlers = { readonly [N in AuthEvent['name']]?: (event: EventOf<N>) => void };

/** A label for what has no provider, or no reason. */
export const NONE = 'none';
