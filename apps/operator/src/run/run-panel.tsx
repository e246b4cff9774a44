import { useLanguage } from '../language/language-context.js';
import { ProblemNotice } from '../shell/problem-notice.js';
import { linkTo } from '../shell/routes.js';
import { RunAnswer } from './run-answer.js';
import { RunFacts } from './run-facts.js';
import { RunOutcome } from './run-outcome.js';
import { RunState } from './run-state.js';
import type { Begun } from './runner.js';
import { Sequence } from './sequence.js';
import { sequenceOf } from './steps.js';
import { useRun } from './use-run.js';

/** One run: its facts, its sequence, and what it ended with. */
export function RunPanel({ id, begun }: { id?: string; begun?: Begun }) {
  const { words } = useLanguage();
  const { run, problem } = useRun(id);
  return (
    <section class="panel run-panel" aria-labelledby="sequence">
      <div class="panel-head">
        <h2 id="sequence">{words.run.sequence}</h2>
        {run && <RunState state={run.state} />}
        {run && (
          <a class="code" href={linkTo({ view: 'run', run: run.id })} title={words.run.link}>
            {run.id}
          </a>
        )}
      </div>
      {run && <RunFacts run={run} />}
      <RunOutcome run={run} begun={begun} />
      <Sequence steps={run ? sequenceOf(run, run.events) : []} />
      {!run && !begun && !problem && <p class="quiet">{words.run.nothingYet}</p>}
      {!run && problem?.status === 404 && <p class="quiet">{words.run.unknown}</p>}
      {!run && problem && problem.status !== 404 && <ProblemNotice title={words.run.problem} problem={problem} />}
      <RunAnswer run={run} begun={begun} />
    </section>
  );
}
