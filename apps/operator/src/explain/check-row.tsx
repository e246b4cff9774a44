import type { Check } from '../http/contract.js';
import { Badge } from '../icons/badge.js';
import { useLanguage } from '../language/language-context.js';
import { ReasonLink } from '../shell/reason-link.js';

const TONES = { passed: 'good', failed: 'bad', skipped: 'neutral' } as const;

/** One rule: what it wants, what the token has, who says so, and what to do. */
export function CheckRow({ check }: { check: Check }) {
  const { words } = useLanguage();
  return (
    <li class="check" data-verdict={check.verdict}>
      <p class="check-head">
        <Badge tone={TONES[check.verdict]}>{words.explain[check.verdict]}</Badge>
        <b>{check.about}</b>
        {check.reason && <ReasonLink reason={check.reason} />}
      </p>
      <dl class="check-facts">
        <div>
          <dt>{words.explain.expected}</dt>
          <dd class="code">{check.expected}</dd>
        </div>
        <div>
          <dt>{words.explain.actual}</dt>
          <dd class="code">{check.actual}</dd>
        </div>
        <div>
          <dt>{words.explain.source}</dt>
          <dd>{check.source}</dd>
        </div>
        {check.nextStep && (
          <div class="next-step">
            <dt>{words.explain.nextStep}</dt>
            <dd>{check.nextStep}</dd>
          </div>
        )}
      </dl>
    </li>
  );
}
