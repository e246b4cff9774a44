import { Injectable } from '@nestjs/common';
import { HealthIndicatorService } from '@nestjs/terminus';
import { type Provider, Providers } from '@portero/auth';

type State = 'up' | 'degraded' | 'down';

const TWO_WEEKS = 14 * 24 * 60 * 60 * 1000;

/** Down only when no issuer's keys are at hand: one provider's outage is no reason to turn away the others' callers. */
@Injectable()
export class ProvidersHealth {
  constructor(
    private readonly indicators: HealthIndicatorService,
    private readonly providers: Providers,
  ) {}

  async check() {
    const states = await Promise.all(this.providers.all.map(async (one) => [one.name, await stateOf(one)] as const));
    const indicator = this.indicators.check('providers');
    const details = Object.fromEntries(states);
    return states.every(([, state]) => state === 'down') ? indicator.down(details) : indicator.up(details);
  }
}

/** Degraded: tokens are checked, but with old keys; or soon none may be had, or none right now: a file may be gone. */
async function stateOf({ issuers, client }: Provider): Promise<State> {
  const usable = await Promise.all(issuers.map(({ keys }) => succeeds(keys.makeUsable())));
  if (!usable.includes(true)) return 'down';
  if (issuers.some(({ keys }, i) => usable[i] && keys.stale)) return 'degraded';
  if (!client) return 'up';
  const lasting = succeeds(client.credentialExpiry().then(demandTwoWeeks));
  return client.breaker() !== 'open' && (await lasting) ? 'up' : 'degraded';
}

function demandTwoWeeks(end: Date | undefined): void {
  if (end && end.getTime() - Date.now() < TWO_WEEKS) throw new RangeError('The client credentials end soon');
}

function succeeds(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}
