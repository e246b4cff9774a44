import type { TokenReport } from '../http/contract.js';
import { useLanguage } from '../language/language-context.js';
import { shareLeft } from './expiry.js';

/** The tokens in memory, by their short names. */
export function TokenList({ tokens }: { tokens: readonly TokenReport[] }) {
  const { words, format } = useLanguage();
  if (tokens.length === 0) return <p class="quiet">{words.providers.noTokens}</p>;
  return (
    <ul class="tokens">
      {tokens.map((token) => {
        const label = words.providers.tokenOf(token.name);
        const left = words.providers.remaining(format.duration(token.remainingSeconds));
        return (
          <li key={token.name}>
            <span class="row">
              <span class="code chip">{token.name}</span>
              <span class="code">{token.scope ?? words.providers.defaultScope}</span>
            </span>
            <progress max={1} value={shareLeft(token)} aria-label={label}>
              {left}
            </progress>
            <span class="quiet">
              {left} · {words.providers.age(format.duration(token.ageSeconds))} ·{' '}
              {token.renewsInSeconds <= 0
                ? words.providers.renewsNow
                : words.providers.renews(format.duration(token.renewsInSeconds))}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
