import type { AuthEvent, AuthEvents } from '@portero/auth';
import type { Registry } from 'prom-client';
import { bearerMetrics } from './bearer-metrics.js';
import type { EventHandlers } from './event-handlers.js';
import { keyMetrics } from './key-metrics.js';
import { proofMetrics } from './proof-metrics.js';
import { signInMetrics } from './sign-in-metrics.js';
import { tokenMetrics } from './token-metrics.js';

/** Counts and times what the library tells. Labels are of closed sets only. */
export function countEvents(events: AuthEvents, providers: readonly string[], registry: Registry): void {
  const handlers: EventHandlers = {
    ...tokenMetrics(registry, providers),
    ...bearerMetrics(registry, providers),
    ...proofMetrics(registry),
    ...keyMetrics(registry, providers),
    ...signInMetrics(registry),
  };
  events.listen((event) => (handlers[event.name] as ((event: AuthEvent) => void) | undefined)?.(event));
}
