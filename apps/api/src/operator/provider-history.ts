import { Injectable } from '@nestjs/common';
import { AuthEvents, type Reason } from '@portero/auth';

export interface Failure {
  /** ISO 8601. */
  readonly at: string;
  readonly reason: Reason;
  readonly actual?: string;
}

/** When each provider last gave a token, and last did not. */
@Injectable()
export class ProviderHistory {
  private readonly successes = new Map<string, string>();
  private readonly failures = new Map<string, Failure>();

  constructor(events: AuthEvents) {
    events.listen((event) => {
      const at = () => new Date().toISOString();
      if (event.name === 'token_issued' && event.from === 'provider') this.successes.set(event.provider, at());
      if (event.name === 'token_failed') {
        const { provider, reason, actual } = event;
        this.failures.set(provider, { at: at(), reason, actual });
      }
    });
  }

  /** ISO 8601. */
  lastSuccess(provider: string): string | null {
    return this.successes.get(provider) ?? null;
  }

  lastFailure(provider: string): Failure | null {
    return this.failures.get(provider) ?? null;
  }
}
