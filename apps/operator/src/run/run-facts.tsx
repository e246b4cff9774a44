import type { RunSummary } from '../http/audit-event.js';
import { useLanguage } from '../language/language-context.js';

export function RunFacts({ run }: { run: RunSummary }) {
  const { words, format } = useLanguage();
  const facts = [
    [words.run.provider, run.provider],
    [words.run.scope, run.request.scope],
    [words.run.audience, run.request.audience],
    [words.run.startedAt, format.dateTime(run.startedAt)],
    [words.run.took, run.seconds === undefined ? undefined : format.duration(run.seconds)],
    [words.run.status, run.status === undefined ? undefined : String(run.status)],
    [words.run.called, run.resourceServer],
    [words.run.trace, run.trace],
  ].filter((fact): fact is [string, string] => fact[1] !== undefined && fact[1] !== '');
  return (
    <dl class="facts">
      {facts.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
