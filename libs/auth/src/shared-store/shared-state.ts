import type { Clock } from '../outbound/clock.js';
import type { AuthEvents } from '../telemetry/auth-events.js';
import { Unanswered } from './within.js';

export type Sort = 'read' | 'write';

/** Tells how the store is: one event when it goes down, with what was first amiss, and one when all is well again. */
export class SharedState {
  private connected = true;
  private readonly refusedAt = new Map<Sort, number>();
  private told: 'up' | 'down' = 'up';

  /** @param steady milliseconds without a refusal until commands count as taken again: a cluster refuses some keys only */
  constructor(
    private readonly events: AuthEvents,
    private readonly clock: Clock,
    private readonly steady: number,
  ) {}

  get up(): boolean {
    return this.told === 'up';
  }

  connectionUp(): void {
    this.connected = true;
    this.tell();
  }

  connectionLost(error: unknown): void {
    this.connected = false;
    this.tell(wordFor(error));
  }

  taken(sort: Sort): void {
    const refusedAt = this.refusedAt.get(sort);
    if (refusedAt === undefined || this.clock.monotonic() - refusedAt < this.steady) return;
    this.refusedAt.delete(sort);
    this.tell();
  }

  refused(sort: Sort, error: unknown): void {
    this.refusedAt.set(sort, this.clock.monotonic());
    this.tell(`${sort}s are refused: ${wordFor(error)}`);
  }

  private tell(detail?: string): void {
    const state = this.connected && this.refusedAt.size === 0 ? 'up' : 'down';
    if (state === this.told) return;
    this.told = state;
    this.events.emit('shared_cache_state', { state, ...(detail !== undefined && state === 'down' && { detail }) });
  }
}

/** The code of an error reply, such as READONLY, OOM or MOVED (RESP simple errors); a lost connection gives none. */
export function replyCode(error: unknown): string | undefined {
  return error instanceof Error ? /^[A-Z]{2,20}(?= |$)/.exec(error.message)?.[0] : undefined;
}

/** Never a whole message: those of Redis and of the network may name hosts, users and keys. */
function wordFor(error: unknown): string {
  if (error instanceof Unanswered) return error.message;
  const code = (error as { code?: unknown } | undefined)?.code;
  return replyCode(error) ?? (typeof code === 'string' ? code : 'no connection');
}
