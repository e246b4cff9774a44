import type { Api } from '../http/api.js';
import type { RunRequest } from '../http/audit-event.js';
import { type Problem, problemIn } from '../http/problem.js';
import { newTraceParent } from '../http/trace-parent.js';
import { Store } from '../state/store.js';

/** A run that was begun here. */
export interface Begun {
  /** By which it is known in the stream. */
  readonly trace: string;
  readonly over: boolean;
  /** Of the resource server, as it came. */
  readonly answer?: string;
  readonly problem?: Problem;
}

export class Runner extends Store<Begun | undefined> {
  /** @param onOver for what the stream may not have told */
  constructor(
    private readonly api: Api,
    private readonly onOver: () => Promise<void>,
  ) {
    super(undefined);
  }

  async start(request: RunRequest): Promise<void> {
    const { trace, header } = newTraceParent();
    this.set({ trace, over: false });
    const ended = await this.api
      .send('POST', '/m2m/run', { body: request, headers: { traceparent: header } })
      .then((answer) => ({ answer }))
      .catch((error: unknown) => ({ problem: problemIn(error) }));
    await this.onOver();
    this.set({ trace, over: true, ...ended });
  }
}

/** Fields that were left empty are not sent. */
export function runRequest(fields: Readonly<Record<'provider' | 'scope' | 'audience', string>>): RunRequest {
  return Object.fromEntries(
    Object.entries(fields)
      .map(([name, value]) => [name, value.trim()])
      .filter(([, value]) => value !== ''),
  );
}
