import type { Run } from '../http/audit-event.js';
import { useLanguage } from '../language/language-context.js';
import type { Begun } from './runner.js';

/** How a run that was begun here went, read out when it is over. */
export function RunOutcome({ run, begun }: { run?: Run; begun?: Begun }) {
  const { words, format } = useLanguage();
  const says = () => {
    if (!begun?.over) return '';
    if (begun.problem) return words.run.outcomeFailed(begun.problem.reason);
    return run?.seconds === undefined ? words.run.succeeded : words.run.outcomeSucceeded(format.duration(run.seconds));
  };
  return (
    <p class="unseen" role="status" aria-live="polite">
      {says()}
    </p>
  );
}
