import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { SharedStore } from './shared-store/connect-shared-store.js';

export const SHARED_STORE = Symbol('SHARED_STORE');

/** Ends the calls to providers with the application: nobody waits for them any more. */
@Injectable()
export class OutboundLifecycle implements OnApplicationShutdown {
  private readonly end = new AbortController();
  readonly signal: AbortSignal = this.end.signal;

  onApplicationShutdown(): void {
    this.end.abort();
  }
}

/** Ends the connection to the shared store with the application. */
@Injectable()
export class SharedStoreLifecycle implements OnApplicationShutdown {
  constructor(@Inject(SHARED_STORE) private readonly store: SharedStore | undefined) {}

  async onApplicationShutdown(): Promise<void> {
    await this.store?.close();
  }
}
