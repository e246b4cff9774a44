import type { Run } from '../http/audit-event.js';
import type { Problem } from '../http/problem.js';
import { useLanguage } from '../language/language-context.js';
import { JsonText } from '../shell/json-text.js';
import { ProblemNotice } from '../shell/problem-notice.js';
import { prettyJson } from './pretty-json.js';
import type { Begun } from './runner.js';

/** What the run ended with: the resource server's answer, or the problem. */
export function RunAnswer({ run, begun }: { run?: Run; begun?: Begun }) {
  const { words } = useLanguage();
  const problem = begun?.problem ?? keptProblem(run);
  if (problem) return <ProblemNotice title={words.run.problem} problem={problem} />;
  const answer = begun?.answer ?? run?.answer;
  if (answer === undefined) return run?.state === 'succeeded' ? <p class="quiet">{words.run.noAnswer}</p> : null;
  return <JsonText title={words.run.answer} text={prettyJson(answer)} />;
}

/** Of an earlier run, only the reason is kept. */
function keptProblem(run: Run | undefined): Problem | undefined {
  if (run?.state !== 'failed') return undefined;
  return { title: '', status: run.status ?? 0, detail: '', reason: run.reason ?? 'internal_error' };
}
