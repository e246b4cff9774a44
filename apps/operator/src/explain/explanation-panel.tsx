import type { Explanation } from '../http/contract.js';
import { Badge } from '../icons/badge.js';
import { useLanguage } from '../language/language-context.js';
import { JsonText } from '../shell/json-text.js';
import { ReasonLink } from '../shell/reason-link.js';
import { CheckRow } from './check-row.js';
import { countOf } from './question.js';

const TONES = { accepted: 'good', refused: 'bad', unavailable: 'warning' } as const;

export function ExplanationPanel({ explanation }: { explanation: Explanation }) {
  const { words } = useLanguage();
  const { verdict, reason, token, provider, checks, header, claims } = explanation;
  return (
    <section class="panel" aria-labelledby="result">
      <h2 id="result">{words.explain.result}</h2>
      <p class="row verdict">
        <Badge tone={TONES[verdict]}>{words.explain[verdict]}</Badge>
        {reason && <ReasonLink reason={reason} />}
      </p>
      <p class="quiet">
        {provider ? words.explain.of(token, provider) : words.explain.ofNone(token)} ·{' '}
        {words.explain.counted(countOf(checks, 'passed'), countOf(checks, 'failed'), countOf(checks, 'skipped'))}
      </p>
      <ol class="checks" aria-label={words.explain.checks}>
        {checks.map((check, at) => (
          <CheckRow key={at} check={check} />
        ))}
      </ol>
      <div class="pair">
        {header && <JsonText title={words.explain.header} text={JSON.stringify(header, null, 2)} />}
        {claims && <JsonText title={words.explain.claims} text={JSON.stringify(claims, null, 2)} />}
      </div>
    </section>
  );
}
