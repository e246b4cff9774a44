import type { IssuerReport } from '../http/contract.js';
import { Badge } from '../icons/badge.js';
import { useLanguage } from '../language/language-context.js';

export function KeySet({ report: { issuer, keySet } }: { report: IssuerReport }) {
  const { words, format } = useLanguage();
  return (
    <li>
      <span class="code strong">{issuer}</span>
      <dl class="facts stacked">
        <div>
          <dt>{words.providers.keys}</dt>
          <dd class="row">
            {keySet.ageSeconds === null ? (
              <Badge tone="neutral">{words.providers.keysNever}</Badge>
            ) : (
              <>
                <Badge tone={keySet.stale ? 'warning' : 'good'}>
                  {keySet.stale ? words.providers.keysStale : words.providers.keysFresh}
                </Badge>
                <span class="quiet">{words.providers.keysAge(format.duration(keySet.ageSeconds))}</span>
              </>
            )}
          </dd>
        </div>
        <div>
          <dt>{words.providers.kids}</dt>
          <dd class="row">
            {keySet.kids.length === 0 && words.providers.noKids}
            {keySet.kids.map((kid) => (
              <span key={kid} class="code chip">
                {kid}
              </span>
            ))}
          </dd>
        </div>
      </dl>
    </li>
  );
}
