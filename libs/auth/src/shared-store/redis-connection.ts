import type { RedisClient } from './redis-client.js';
import { replyCode, type SharedState, type Sort } from './shared-state.js';
import type { SharedTimes } from './shared-times.js';
import { Unanswered, within } from './within.js';

/**
 * A connection that costs nobody more than the budget. The first command without an answer ends it, so that no other
 * one waits; beside the callers it is tried again, and is used once a PING is answered within the budget.
 */
export class RedisConnection {
  /** Only while it answers. */
  private client: RedisClient | undefined;
  private attempt: Promise<void> = Promise.resolve();
  private retry: NodeJS.Timeout | undefined;
  private failures = 0;
  private closed = false;

  constructor(
    private readonly newClient: () => RedisClient,
    private readonly state: SharedState,
    private readonly times: SharedTimes,
    private readonly random: () => number,
  ) {}

  /** Ends with the first attempt, well or not: within the time to connect and two budgets. */
  open(): Promise<void> {
    this.attempt = this.connect();
    return this.attempt;
  }

  /** @returns `undefined` when there is no answer, for whatever reason; it never rejects */
  async ask<T>(sort: Sort, command: (client: RedisClient) => Promise<T>): Promise<T | undefined> {
    const { client } = this;
    if (!client) return undefined;
    try {
      const answer = await within(this.times.budget, command(client));
      this.failures = 0;
      this.state.taken(sort);
      return answer;
    } catch (error) {
      if (error instanceof Unanswered) this.lost(client, error);
      else if (replyCode(error)) this.state.refused(sort, error);
      return undefined;
    }
  }

  /** Leaves nothing behind; waits for an attempt to connect that is under way, as that cannot be taken back. */
  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.retry);
    this.client?.destroy();
    this.client = undefined;
    await this.attempt;
  }

  private async connect(): Promise<void> {
    const { connect, budget } = this.times;
    const client = this.newClient();
    client.unref();
    client.on('error', (error) => this.lost(client, error));
    try {
      await within(connect + budget, client.connect());
      await within(budget, client.ping());
      if (this.closed) return client.destroy();
      this.client = client;
      this.state.connectionUp();
    } catch (error) {
      this.failed(client, error);
    }
  }

  private lost(client: RedisClient, error: unknown): void {
    if (client !== this.client) return;
    this.client = undefined;
    this.failed(client, error);
  }

  private failed(client: RedisClient, error: unknown): void {
    client.destroy();
    if (this.closed) return;
    this.state.connectionLost(error);
    const { firstReconnect, longestReconnect } = this.times;
    const wait = Math.min(longestReconnect, firstReconnect * 2 ** this.failures) * (0.5 + this.random() / 2);
    this.failures += 1;
    this.retry = setTimeout(() => void this.open(), wait).unref();
  }
}
