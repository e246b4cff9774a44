/** @returns how many of the bytes were taken; throws `EAGAIN` when there is no room. */
type Sink = (bytes: Buffer) => number;

/** Characters that may wait for a reader, a few thousand lines. */
const MOST_WAITING = 1_048_576;
/** Milliseconds between attempts at a sink that is full. */
const SHORTEST_PAUSE = 5;
const LONGEST_PAUSE = 200;

/**
 * Writes what is said in one turn of the event loop at once, and never waits: what a slow reader has not taken is held
 * up to a bound, and then dropped by the line and counted. A file descriptor's own writes, and not a stream's: a stream
 * holds everything, and ends for good at the first full disk.
 */
export class BoundedOutput {
  private lines: string[] = [];
  private rest: Buffer = Buffer.alloc(0);
  private length = 0;
  private dropped = 0;
  private awaited = false;
  private pause = SHORTEST_PAUSE;
  private tell: (dropped: number) => void = () => {};

  constructor(
    private readonly sink: Sink,
    /** Whether a person reads it as it comes. */
    readonly terminal = false,
  ) {}

  /** Once the sink takes everything again, it is told how many lines are missing. */
  whenDropped(tell: (dropped: number) => void): void {
    this.tell = tell;
  }

  write(line: string): void {
    if (this.length + line.length > MOST_WAITING) {
      this.dropped += 1;
      return;
    }
    this.lines.push(line);
    this.length += line.length;
    if (this.awaited) return;
    this.awaited = true;
    setImmediate(() => this.attempt());
  }

  /** For the end of a process: waits for a reader that is only slow. @param patience milliseconds */
  drain(patience: number): void {
    const latest = performance.now() + patience;
    const asleep = new Int32Array(new SharedArrayBuffer(4));
    for (;;) {
      if (this.push() && this.length === 0) return;
      if (performance.now() > latest) return;
      Atomics.wait(asleep, 0, 0, SHORTEST_PAUSE);
    }
  }

  private attempt(): void {
    this.awaited = false;
    if (this.push()) {
      this.pause = SHORTEST_PAUSE;
      return;
    }
    this.awaited = true;
    // A process is not kept for a log that nobody reads.
    setTimeout(() => this.attempt(), this.pause).unref();
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
  }

  /** @returns whether all of it was taken */
  private push(): boolean {
    const bytes = Buffer.concat([this.rest, Buffer.from(this.lines.join(''))]);
    this.lines = [];
    let taken = 0;
    try {
      for (let now = 1; now > 0 && taken < bytes.length; taken += now) now = this.sink(bytes.subarray(taken));
    } catch {
      // Full, or broken like a disk without room: whichever it is, a later attempt may do better.
    }
    if (taken > 0) this.pause = SHORTEST_PAUSE;
    this.rest = bytes.subarray(taken);
    this.length = this.rest.length;
    if (this.length > 0) return false;
    if (this.dropped > 0) this.tellDropped();
    return true;
  }

  private tellDropped(): void {
    const { dropped } = this;
    this.dropped = 0;
    this.tell(dropped);
  }
}
