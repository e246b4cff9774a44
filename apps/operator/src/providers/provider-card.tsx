import type { ProviderReport } from '../http/contract.js';
import { useLanguage } from '../language/language-context.js';
import { ClientFacts } from './client-facts.js';
import { ClockOffset } from './clock-offset.js';
import { KeySet } from './key-set.js';
import { TokenList } from './token-list.js';

/** @param now of the service, ISO */
export function ProviderCard({ provider, now }: { provider: ProviderReport; now: string }) {
  const { words } = useLanguage();
  const heading = `provider-${provider.name}`;
  return (
    <article class="panel card" aria-labelledby={heading}>
      <header class="card-head">
        <h2 id={heading}>{provider.name}</h2>
        <span class="code quiet">{provider.kind}</span>
        {provider.signIn && <span class="chip quiet">{words.providers.signIn}</span>}
      </header>
      <h3>{words.providers.issuers}</h3>
      <ul class="issuers">
        {provider.issuers.map((issuer) => (
          <KeySet key={issuer.issuer} report={issuer} />
        ))}
      </ul>
      <dl class="facts stacked">
        <ClockOffset offset={provider.clockOffsetSeconds} />
      </dl>
      <h3>{words.providers.client}</h3>
      {provider.client ? (
        <>
          <ClientFacts client={provider.client} now={now} />
          <h3>{words.providers.tokens}</h3>
          <TokenList tokens={provider.client.tokens} />
        </>
      ) : (
        <p class="quiet">{words.providers.noClient}</p>
      )}
    </article>
  );
}
