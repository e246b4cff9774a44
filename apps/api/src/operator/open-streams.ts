import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { AuthEvents } from '@portero/auth';
import type { Operator } from '../sign-in/operator.js';
import type { Session } from '../sign-in/sessions.js';
import type { EventStream } from './event-stream.js';

/** Each holds a connection. The longest open one makes room, and its client comes back when it wants. */
const MOST = 50;

/** The event streams of operators, each of which ends when its operator is to see no more. */
@Injectable()
export class OpenStreams implements OnModuleDestroy {
  private readonly streams = new Map<EventStream, Operator | undefined>();
  private draining = false;

  constructor(events: AuthEvents) {
    events.listen((event) => {
      // Of all sessions of the operator: those that are still good open it again.
      if (event.name === 'operator_signed_out') this.endThoseOf(event);
    });
  }

  /** Nest calls this before any other step of a shutdown. */
  onModuleDestroy(): void {
    this.draining = true;
    for (const stream of this.streams.keys()) stream.end();
  }

  /** @param session of who reads it; none for a caller on this machine */
  hold(stream: EventStream, session: Session | undefined): void {
    if (this.draining) {
      stream.end();
      return;
    }
    this.streams.set(stream, session?.operator);
    const [longest] = this.streams.keys();
    if (longest && this.streams.size > MOST) {
      this.streams.delete(longest);
      longest.end();
    }
    const over = session && setTimeout(() => stream.end(), session.expiresAt.getTime() - Date.now()).unref();
    stream.once('close', () => {
      clearTimeout(over);
      this.streams.delete(stream);
    });
  }

  private endThoseOf({ provider, subject }: Operator): void {
    for (const [stream, operator] of this.streams) {
      if (operator?.provider === provider && operator.subject === subject) stream.end();
    }
  }
}
