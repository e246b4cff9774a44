import { Store } from '../state/store.js';
import type { AuditEvent, RunSummary } from './audit-event.js';
import { type Feed, type FeedMessage, NOTHING_YET, received, withRuns } from './feed.js';

/** The part of EventSource that is used. */
export interface Source {
  readonly readyState: number;
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void;
  close(): void;
}

export interface FeedSurroundings {
  readonly open: (url: string) => Source;
  /** Told each time that the stream begins. */
  readonly onConnected: () => void;
  /** Told when the service does not give the stream; it is asked again all the same. */
  readonly onRefused: () => void;
  /** @returns a function that calls it off */
  readonly after: (milliseconds: number, act: () => void) => () => void;
}

const CLOSED = 2;
/** What comes within this time is drawn at once. */
const GATHERED_FOR = 50;
const ASKED_AGAIN_AFTER = 3_000;
/** A tab in the background may be slow to look. */
const WAITING_AT_MOST = 2_000;

/** What the service's stream tells (WHATWG HTML §9.2), kept within bounds. */
export class EventFeed extends Store<Feed> {
  private source?: Source;
  private gathering = false;
  private callOff = () => {};
  private waiting: FeedMessage[] = [];
  private leftOut = 0;
  private lastId = '';

  constructor(
    private readonly url: string,
    private readonly around: FeedSurroundings,
  ) {
    super(NOTHING_YET);
  }

  start(): void {
    this.stop();
    this.source = this.around.open(
      this.lastId ? `${this.url}?lastEventId=${encodeURIComponent(this.lastId)}` : this.url,
    );
    this.source.addEventListener('open', () => {
      this.connection('connected');
      this.around.onConnected();
    });
    this.source.addEventListener('error', () => this.lost());
    this.hear('audit', (event: AuditEvent) => ({ event }));
    this.hear('run', (run: RunSummary) => ({ run }));
    this.hear('gap', ({ missed }: { missed: unknown }) => ({ missed: Number(missed) || 0 }));
  }

  stop(): void {
    this.callOff();
    this.source?.close();
    this.source = undefined;
  }

  /** Runs that were asked for, not told. */
  addRuns(runs: readonly RunSummary[]): void {
    this.set({ ...this.value, runs: withRuns(this.value.runs, runs) });
  }

  /** Data are as the contract says. */
  private hear<Data>(type: string, read: (data: Data) => FeedMessage): void {
    this.source?.addEventListener(type, ({ data, lastEventId }) => {
      if (lastEventId) this.lastId = lastEventId;
      this.gather(read(JSON.parse(data)));
    });
  }

  private gather(message: FeedMessage): void {
    this.waiting.push(message);
    if (this.waiting.length > WAITING_AT_MOST) {
      this.waiting.shift();
      this.leftOut += 1;
    }
    if (this.gathering) return;
    this.gathering = true;
    this.around.after(GATHERED_FOR, () => this.show());
  }

  private show(): void {
    const messages = [...this.waiting, { missed: this.leftOut }];
    this.gathering = false;
    this.waiting = [];
    this.leftOut = 0;
    this.set(received(this.value, messages));
  }

  /** A browser connects again by itself, except after a refusal. */
  private lost(): void {
    this.connection('reconnecting');
    if (this.source?.readyState !== CLOSED) return;
    this.stop();
    this.callOff = this.around.after(ASKED_AGAIN_AFTER, () => this.start());
    this.around.onRefused();
  }

  private connection(connection: Feed['connection']): void {
    if (this.value.connection !== connection) this.set({ ...this.value, connection });
  }
}
