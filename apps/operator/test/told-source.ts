import type { FeedSurroundings, Source } from '../src/http/event-feed.js';

/** An EventSource that a test speaks through. */
class ToldSource implements Source {
  readyState = 0;
  private readonly listeners: [type: string, listener: (event: MessageEvent<string>) => void][] = [];

  constructor(readonly url: string) {}

  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void {
    this.listeners.push([type, listener]);
  }

  close(): void {
    this.readyState = 2;
  }

  tell(type: string, data?: unknown, lastEventId = ''): void {
    const event = { data: JSON.stringify(data), lastEventId } as MessageEvent<string>;
    for (const [heard, listener] of this.listeners) if (heard === type) listener(event);
  }
}

/** What is around a feed: the sources it opened, what it told of, and a clock that goes when it is told to. */
export function feedSurroundings() {
  const sources: ToldSource[] = [];
  const told: string[] = [];
  let due: { in: number; act: () => void }[] = [];
  const around: FeedSurroundings = {
    open(url) {
      const source = new ToldSource(url);
      sources.push(source);
      return source;
    },
    onConnected: () => told.push('connected'),
    onRefused: () => told.push('refused'),
    after(milliseconds, act) {
      const one = { in: milliseconds, act };
      due.push(one);
      return () => {
        due = due.filter((other) => other !== one);
      };
    },
  };
  const pass = (milliseconds: number) => {
    const now = due.filter((one) => one.in <= milliseconds);
    due = due.filter((one) => one.in > milliseconds).map((one) => ({ ...one, in: one.in - milliseconds }));
    for (const { act } of now) act();
  };
  const last = () => {
    const source = sources.at(-1);
    if (!source) throw new Error('Nothing was opened.');
    return source;
  };
  return { around, sources, told, pass, last };
}
