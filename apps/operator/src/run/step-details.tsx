import { Fragment } from 'preact';
import { useLanguage } from '../language/language-context.js';
import { ReasonLink } from '../shell/reason-link.js';
import type { Detail } from './step.js';

export function StepDetails({ details }: { details: readonly Detail[] }) {
  const { words, format } = useLanguage();
  if (details.length === 0) return null;
  const value = (detail: Detail) => {
    if ('seconds' in detail) return format.duration(Math.abs(detail.seconds));
    if ('flag' in detail) return detail.flag ? words.steps.yes : words.steps.no;
    return detail.term === 'reason' ? <ReasonLink reason={detail.text} /> : detail.text;
  };
  return (
    <span class="step-details">
      {details.map((detail) => (
        <Fragment key={detail.term}>
          <span>
            {words.steps.details[detail.term]} <span class="code">{value(detail)}</span>
          </span>{' '}
        </Fragment>
      ))}
    </span>
  );
}
