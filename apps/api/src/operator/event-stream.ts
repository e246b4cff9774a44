import { Readable } from 'node:stream';
import type { AuditTrail } from '../audit/audit-trail.js';
import type { RunSummary } from '../m2m/run.js';
import type { RunRecorder } from '../m2m/run-recorder.js';

/** Milliseconds. What happens at once is sent at once; a flood goes out in pieces, with what was left out counted. */
const TOGETHER = 50;
const HEARTBEAT = 15_000;
/** That a client has to read what was sent before the end. */
const FAREWELL = 5_000;
/** As many as are kept: of the others nothing could be asked. */
const MOST_RUNS = 100;

/**
 * Server-sent events (HTML §9.2): every audit event from a number on, and every run when it begins and ends. It reads
 * from the trail what its client has room for, and keeps nothing for a slow one.
 */
export class EventStream extends Readable {
  private readonly runs = new Map<string, RunSummary>();
  private readonly release: readonly (() => void)[];
  private readonly heartbeat: NodeJS.Timeout;
  private soon: NodeJS.Timeout | undefined;
  private hasRoom = false;
  private ended = false;

  /** @param last number of the last event that the client has; 0 for none */
  constructor(
    private readonly trail: AuditTrail,
    recorder: Pick<RunRecorder, 'watch'>,
    private last: number,
  ) {
    super({ highWaterMark: 65_536 });
    this.release = [
      trail.watch(() => this.wake()),
      recorder.watch((run) => {
        this.note(run);
        this.wake();
      }),
    ];
    this.heartbeat = setInterval(() => this.hasRoom && this.send(':\n\n'), HEARTBEAT).unref();
    // Something at once: a proxy hands on the headers, and the client knows that it is connected.
    this.send(':\n\n');
    this.wake();
  }

  /** Ends it, as after the last event. A client that does not read is cut off. @param patience milliseconds until then */
  end(patience = FAREWELL): void {
    if (this.ended) return;
    this.ended = true;
    this.push(null);
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.destroy(), patience).unref();
  }

  override _read(): void {
    this.hasRoom = true;
    this.wake();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    for (const stop of this.release) stop();
    clearInterval(this.heartbeat);
    clearTimeout(this.soon);
    done(error);
  }

  private note(run: RunSummary): void {
    this.runs.set(run.id, run);
    const [oldest = ''] = this.runs.keys();
    if (this.runs.size > MOST_RUNS) this.runs.delete(oldest);
  }

  private wake(): void {
    this.soon ??= setTimeout(() => {
      this.soon = undefined;
      if (this.hasRoom) this.flush();
    }, TOGETHER);
  }

  private flush(): void {
    const runs = [...this.runs.values()];
    this.runs.clear();
    const events = this.trail.after(this.last);
    const missed = this.trail.last - this.last - events.length;
    const messages = [
      ...(missed > 0 ? [`event: gap\ndata: ${JSON.stringify({ missed })}\n\n`] : []),
      ...events.map((event) => `event: audit\nid: ${event.id}\ndata: ${JSON.stringify(event)}\n\n`),
      ...runs.map((run) => `event: run\ndata: ${JSON.stringify(run)}\n\n`),
    ];
    this.last = this.trail.last;
    if (messages.length > 0) this.send(messages.join(''));
  }

  private send(text: string): void {
    if (!this.ended) this.hasRoom = this.push(text);
  }
}
