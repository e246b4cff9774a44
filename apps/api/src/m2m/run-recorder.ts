import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Refusal } from '@portero/auth';
import type { AuditEvent } from '../audit/audit-trail.js';
import { RunContext } from '../audit/run-context.js';
import type { Run, RunSummary } from './run.js';

type Beginning = Pick<Run, 'id' | 'trace' | 'request' | 'provider' | 'resourceServer'>;

const MOST_RUNS = 100;
const MOST_EVENTS = 200;
const LONGEST_ANSWER = 16_384;
const BROKEN = { status: 500, reason: 'internal_error' } as const;

/** Keeps the last hundred runs, each with what happened in it. */
@Injectable()
export class RunRecorder {
  private readonly runs = new Map<string, Run>();
  private readonly watchers = new Set<(run: RunSummary) => void>();

  constructor(private readonly context: RunContext<AuditEvent>) {}

  /** Does the work of a run, which is told the mark of its calls. @throws what the work throws */
  async record(beginning: Beginning, work: (mark: string) => Promise<string>): Promise<string> {
    const events: AuditEvent[] = [];
    const collect = (event: AuditEvent) => {
      if (events.length < MOST_EVENTS) events.push(event);
    };
    const beganAt = performance.now();
    const begun: Run = { ...beginning, startedAt: new Date().toISOString(), state: 'running', events };
    const end = (outcome: Partial<Run>) => {
      this.keep({ ...begun, seconds: (performance.now() - beganAt) / 1_000, ...outcome });
    };
    this.keep(begun);
    try {
      const place = { run: begun.id, side: 'caller', beganAt, collect } as const;
      const mark = randomUUID();
      const answer = await this.context.within(mark, place, () => work(mark));
      end({ state: 'succeeded', status: 200, answer: bounded(answer) });
      return answer;
    } catch (error) {
      const { status, reason } = error instanceof Refusal ? error : BROKEN;
      end({ state: 'failed', status, reason });
      throw error;
    }
  }

  /** The latest first. */
  summaries(): RunSummary[] {
    return [...this.runs.values()].reverse().map(summaryOf);
  }

  find(id: string): Run | undefined {
    return this.runs.get(id);
  }

  /** Hears of every run when it begins and when it is over. @returns a function that stops watching */
  watch(watcher: (run: RunSummary) => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  private keep(run: Run): void {
    this.runs.set(run.id, run);
    const [oldest = ''] = this.runs.keys();
    if (this.runs.size > MOST_RUNS) this.runs.delete(oldest);
    for (const watcher of this.watchers) watcher(summaryOf(run));
  }
}

function summaryOf({ events: _, answer: __, ...summary }: Run): RunSummary {
  return summary;
}

function bounded(answer: string): string {
  return answer.length > LONGEST_ANSWER ? `${answer.slice(0, LONGEST_ANSWER)}…` : answer;
}
