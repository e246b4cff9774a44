import type { ComponentChildren } from 'preact';
import type { ClientReport } from '../http/contract.js';
import { Badge } from '../icons/badge.js';
import { useLanguage } from '../language/language-context.js';
import { ReasonLink } from '../shell/reason-link.js';
import { Credential } from './credential.js';

const BREAKER = { closed: 'good', half_open: 'warning', open: 'bad' } as const;

/** How this service's client stands with its provider. */
export function ClientFacts({ client, now }: { client: ClientReport; now: string }) {
  const { words, format } = useLanguage();
  const { breaker, lastSuccess, lastFailure } = client;
  const when = (at: string) => (
    <time dateTime={at} title={format.dateTime(at)}>
      {format.relative((Date.parse(at) - Date.parse(now)) / 1000)}
    </time>
  );
  return (
    <dl class="facts stacked">
      <Fact term={words.providers.clientId}>
        <span class="code">{client.clientId}</span>
      </Fact>
      <Fact term={words.providers.method}>
        <span class="code">{client.method}</span>
      </Fact>
      <Fact term={words.providers.breaker}>
        <Badge tone={BREAKER[breaker.state]}>{words.providers[breaker.state]}</Badge>
        {breaker.nextTryInSeconds !== null && (
          <span class="quiet"> {words.providers.nextTry(format.duration(breaker.nextTryInSeconds))}</span>
        )}
      </Fact>
      <Fact term={words.providers.lastSuccess}>{lastSuccess ? when(lastSuccess) : words.providers.never}</Fact>
      <Fact term={words.providers.lastFailure}>
        {lastFailure ? (
          <>
            {when(lastFailure.at)}: <ReasonLink reason={lastFailure.reason} />
            {lastFailure.actual && <span class="quiet"> {lastFailure.actual}</span>}
          </>
        ) : (
          words.providers.never
        )}
      </Fact>
      <Fact term={words.providers.credential}>
        <Credential expires={client.credentialExpiry} now={now} />
      </Fact>
    </dl>
  );
}

function Fact({ term, children }: { term: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
