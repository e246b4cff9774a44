import type { ProvidersReport } from '../http/contract.js';
import { usePolled } from '../http/use-polled.js';
import { useLanguage } from '../language/language-context.js';
import { ProblemNotice } from '../shell/problem-notice.js';
import { useServices } from '../shell/services.js';
import { View } from '../shell/view.js';
import { ProviderCard } from './provider-card.js';

const EVERY = 5_000;

export function ProvidersView() {
  const { words, format } = useLanguage();
  const { api } = useServices();
  const { value, problem } = usePolled<ProvidersReport>(api, '/operator/api/providers', EVERY);
  return (
    <View title={words.shell.providers} intro={words.providers.intro}>
      {problem && <ProblemNotice title={words.providers.failed} problem={problem} heading="h2" />}
      {!value && !problem && <p class="quiet">{words.shell.loading}</p>}
      {value && (
        <>
          <p class="quiet">
            {value.service.name} {value.service.version} · {words.providers.asOf(format.clock(value.now))}
          </p>
          {value.providers.length === 0 && <p>{words.providers.none}</p>}
          <div class="cards">
            {value.providers.map((provider) => (
              <ProviderCard key={provider.name} provider={provider} now={value.now} />
            ))}
          </div>
        </>
      )}
    </View>
  );
}
