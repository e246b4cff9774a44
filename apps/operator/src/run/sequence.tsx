import { useLanguage } from '../language/language-context.js';
import { LANES, type Step } from './step.js';
import { StepRow } from './step-row.js';

/** The four lanes, and what went between them: one list, laid out as a drawing. */
export function Sequence({ steps }: { steps: readonly Step[] }) {
  const { words } = useLanguage();
  return (
    <div class="sequence">
      {/* Every step says its lanes itself. */}
      <div class="lanes" aria-hidden="true">
        {LANES.map((lane) => (
          <span key={lane} data-lane={lane}>
            {words.steps.lanes[lane]}
          </span>
        ))}
      </div>
      <ol class="steps" aria-label={words.run.sequence}>
        {steps.map((step) => (
          <StepRow key={step.key} step={step} />
        ))}
      </ol>
    </div>
  );
}
