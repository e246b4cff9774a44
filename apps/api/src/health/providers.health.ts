import { Injectable } from '@nestjs/common';
import { HealthIndicatorService } from '@nestjs/terminus';
import { Providers } from '@portero/auth';

/** Down only when no issuer's keys are at hand: one provider's outage is no reason to turn away the others' callers. */
@Injectable()
export class ProvidersHealth {
  constructor(
    private readonly indicators: HealthIndicatorService,
    private readonly providers: Providers,
  ) {}

  async check() {
    const states = await Promise.all(
      this.providers.all.map(async ({ name, issuers }) => {
        const usable = await Promise.all(issuers.map(({ keys }) => isUsable(keys)));
        return [name, usable.includes(true) ? 'up' : 'down'] as const;
      }),
    );
    const indicator = this.indicators.check('providers');
    const details = Object.fromEntries(states);
    return states.some(([, state]) => state === 'up') ? indicator.up(details) : indicator.down(details);
  }
}

function isUsable(keys: { makeUsable(): Promise<void> }): Promise<boolean> {
  return keys.makeUsable().then(
    () => true,
    () => false,
  );
}
