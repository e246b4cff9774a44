import { type AuthEvents, type BoundedFetch, OutboundError } from '@portero/auth';

/** The same calls, each told as `resource_called`. */
export function toldFetch(send: BoundedFetch, events: AuthEvents): BoundedFetch {
  return async (url, init) => {
    const calledAt = performance.now();
    const tell = (outcome: 'answered' | 'unreachable', status?: number) => {
      events.emit('resource_called', { url, outcome, status, seconds: (performance.now() - calledAt) / 1_000 });
    };
    try {
      const response = await send(url, init);
      tell('answered', response.status);
      return response;
    } catch (error) {
      if (error instanceof OutboundError) tell('unreachable');
      throw error;
    }
  };
}
