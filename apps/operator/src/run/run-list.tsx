import type { RunSummary } from '../http/audit-event.js';
import { useLanguage } from '../language/language-context.js';
import { linkTo } from '../shell/routes.js';
import { RunState } from './run-state.js';
import { shortId } from './short-id.js';

/** @param shown id of the one that is looked at */
export function RunList({ runs, shown }: { runs: readonly RunSummary[]; shown?: string }) {
  const { words, format } = useLanguage();
  return (
    <section class="panel" aria-labelledby="runs">
      <h2 id="runs">{words.run.runs}</h2>
      {runs.length === 0 && <p class="quiet">{words.run.noRuns}</p>}
      <ol class="run-list" aria-labelledby="runs">
        {runs.map((run) => (
          <li key={run.id}>
            <a href={linkTo({ view: 'run', run: run.id })} aria-current={run.id === shown ? 'true' : undefined}>
              <span class="run-list-when">
                <time dateTime={run.startedAt}>{format.clock(run.startedAt)}</time>
                <span class="code">{shortId(run.id)}</span>
              </span>
              <span class="run-list-what">
                <RunState state={run.state} />
                <span class="quiet">
                  {run.provider}
                  {run.seconds !== undefined && ` · ${format.duration(run.seconds)}`}
                </span>
              </span>
              {run.reason && <span class="run-list-why code">{run.reason}</span>}
            </a>
          </li>
        ))}
      </ol>
    </section>
  );
}
