import { Inject, Injectable } from '@nestjs/common';
import { AuthEvents, Providers } from '@portero/auth';
import type { Issuer } from '@portero/issuer';
import { EMBEDDED_ISSUER } from '../embedded-issuer/embedded-issuer.module.js';

/** Those that hold until they are healed; of the first three the last one that was chosen. */
const LASTING = ['throttled', 'slow', 'down', 'skew'] as const;
export const FAULTS = [...LASTING, 'rotate_keys', 'drop_old_key', 'forget_tokens'] as const;
export const HEAL = 'heal';

type Lasting = (typeof LASTING)[number];
export type FaultName = (typeof FAULTS)[number];

/** Seconds. Behind, and by more than the life of its tokens: one from a clock that is ahead would be let in. */
const SKEW = -600;

/** How each is brought about at the embedded issuer. */
const DEEDS: Readonly<Record<Exclude<FaultName, 'forget_tokens'>, (issuer: Issuer) => void | Promise<void>>> = {
  throttled: (issuer) =>
    issuer.injectFault({ endpoint: 'token' }, { kind: 'status', status: 429, headers: { 'Retry-After': '2' } }),
  slow: (issuer) => issuer.injectFault({ endpoint: 'token' }, { kind: 'slow', milliseconds: 3_000 }),
  down: (issuer) => {
    for (const endpoint of ['discovery', 'token', 'jwks'] as const) issuer.injectFault({ endpoint }, { kind: 'reset' });
  },
  skew: (issuer) => issuer.setClockSkew(SKEW),
  rotate_keys: (issuer) => issuer.rotateKeys('oidc'),
  drop_old_key: (issuer) => issuer.withdrawOldKeys('oidc'),
};

/** Makes the embedded issuer misbehave, where it runs in this process. */
@Injectable()
export class FaultInjection {
  private readonly lasting = new Set<Lasting>();

  constructor(
    @Inject(EMBEDDED_ISSUER) private readonly issuer: Issuer | undefined,
    private readonly providers: Providers,
    private readonly events: AuthEvents,
  ) {}

  get available(): boolean {
    return this.issuer !== undefined;
  }

  get active(): Lasting[] {
    return [...this.lasting];
  }

  /** Does nothing where there is no embedded issuer. */
  async inject(fault: FaultName | typeof HEAL): Promise<void> {
    const { issuer } = this;
    if (!issuer) return;
    this.events.emit('fault_injected', { fault });
    if (fault === HEAL) return this.heal(issuer);
    if (fault === 'forget_tokens') return this.forgetTokens();
    if (isLasting(fault)) this.noteLasting(fault, issuer);
    await DEEDS[fault](issuer);
  }

  private noteLasting(fault: Lasting, issuer: Issuer): void {
    if (fault !== 'skew') {
      issuer.heal();
      for (const other of this.active) if (other !== 'skew') this.lasting.delete(other);
    }
    this.lasting.add(fault);
  }

  private heal(issuer: Issuer): void {
    issuer.heal();
    issuer.setClockSkew(0);
    this.lasting.clear();
  }

  private forgetTokens(): void {
    for (const { client } of this.providers.all) client?.tokens.forget();
  }
}

function isLasting(fault: FaultName): fault is Lasting {
  return (LASTING as readonly string[]).includes(fault);
}
