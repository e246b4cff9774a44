import { Icon } from '../icons/icon.js';
import { useLanguage } from '../language/language-context.js';
import { LANES, type Step } from './step.js';
import { StepDetails } from './step-details.js';

/** One step: an arrow from lane to lane, or a note in one. */
export function StepRow({ step }: { step: Step }) {
  const { words, format } = useLanguage();
  const { from, to, says, tone, at, attempt, seconds, details = [] } = step;
  const lanes = words.steps.lanes;
  const where = from === to ? lanes[from] : words.steps.between(lanes[from], lanes[to]);
  return (
    <li class="step" data-says={says} data-tone={tone} data-reply={seconds !== undefined} {...placed(step)}>
      <span class="step-at">{format.offset(at)}</span>
      <div class="step-drawn">
        <p class="step-says">
          <span class="unseen">{where}: </span>
          {tone !== 'neutral' && <Icon name={tone} />} <b>{words.steps.says[says]}</b>
          {tone !== 'neutral' && <span class="unseen"> ({words.steps.tones[tone]})</span>}{' '}
          {attempt !== undefined && <span class="step-number">{words.steps.attempt(format.number(attempt))}</span>}
          {seconds !== undefined && <span class="step-took">{format.duration(seconds)}</span>}
          <StepDetails details={details} />
        </p>
        <span class="step-mark" aria-hidden="true" />
      </div>
    </li>
  );
}

/** What the style sheet draws it by: the lanes from left to right, and which way it goes. */
function placed({ from, to }: Step): Record<string, string> {
  const right = LANES.indexOf(from) <= LANES.indexOf(to);
  return {
    'data-span': right ? `${from}-${to}` : `${to}-${from}`,
    'data-way': from === to ? 'none' : right ? 'right' : 'left',
  };
}
