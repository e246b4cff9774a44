import { credentialsIn } from '../bearer/authorization-header.js';
import { tokenDigest, tokenName } from '../bearer/token-digest.js';
import { RULES_AFTER_SIGNATURE, RULES_BEFORE_SIGNATURE, RULES_ON_CLAIMS } from '../jwt/rules.js';
import type { RuleContext } from '../jwt/trust.js';
import type { TrustedIssuer } from '../jwt/trusted-issuers.js';
import type { BoundedFetch } from '../outbound/bounded-fetch.js';
import type { Clock } from '../outbound/clock.js';
import type { Possession } from '../proof-of-possession/possession.js';
import type { Providers } from '../providers/providers.js';
import { REASONS } from '../telemetry/reasons.js';
import { clockDifference } from './clock-difference.js';
import { examine, examineRule, skipped } from './examine.js';
import type { Check, Demands, Explanation } from './explanation.js';
import { type Instance, withNextStep } from './next-step.js';
import { type ReadToken, readToken } from './read-token.js';
import { readableParts } from './readable-parts.js';
import { requestChecks } from './request-checks.js';
import { signatureChecks } from './signature-checks.js';
import { STEPS } from './steps.js';

export interface ExplainerParts {
  readonly providers: Pick<Providers, 'all' | 'issuers'>;
  readonly possession: Possession;
  /** Asks a provider for its time, when a token is not valid at ours. */
  readonly fetch: BoundedFetch;
  readonly clock: Clock;
}

/** Explains what the guard decides on a token: the same steps and rules, but none stops the others. */
export class Explainer {
  constructor(private readonly parts: ExplainerParts) {}

  /** @param text as it stands after the scheme in the `Authorization` field */
  async explain(text: string, demands: Demands = {}): Promise<Explanation> {
    const { scheme = 'Bearer' } = demands;
    const { check: credentials, value: sent } = await examine(
      { ...STEPS.credentials, otherwise: text ? 'other characters' : 'nothing' },
      () => credentialsIn(['Authorization', `${scheme} ${text}`]),
      () => 'one token',
    );
    const token = sent?.token ?? text;
    const read: ReadToken = sent
      ? await readToken(token, this.parts.providers.issuers)
      : { checks: [skipped(STEPS.form, 'one token')] };
    const { jwt, contents, nearest } = read;
    const issuer = read.issuer ?? nearest?.issuer;
    const context = issuer && this.contextFor(issuer, demands.audience);
    const checks = [
      credentials,
      ...read.checks,
      ...(await this.checksOn(read, { ...demands, scheme, token }, context)),
    ];

    const refused = checks.find(({ reason }) => reason);
    const situation = {
      token,
      scheme,
      contents,
      context,
      nearest,
      clockDifference: issuer && (await this.clockDifferenceOf(issuer, checks)),
    };
    const instance = this.instanceOf(issuer);
    return {
      verdict: verdictOf(refused),
      ...(refused?.reason && { reason: refused.reason }),
      token: tokenName(tokenDigest(token)),
      ...(read.issuer && { provider: read.issuer.trust.provider }),
      ...(jwt || !contents ? readableParts(token) : { claims: contents.claims }),
      checks: checks.map((check) => withNextStep(check, situation, instance)),
    };
  }

  private contextFor({ trust }: TrustedIssuer, audience: string | undefined): RuleContext {
    return {
      trust,
      now: this.parts.clock.now() / 1000,
      routeAudiences: audience ? trust.audienceForms(audience) : undefined,
    };
  }

  private async checksOn(
    { jwt, contents, issuer, nearest }: ReadToken,
    demands: Demands & { scheme: 'Bearer' | 'DPoP'; token: string },
    context: RuleContext | undefined,
  ): Promise<Check[]> {
    const keys = (issuer ?? nearest?.issuer)?.keys;
    if (!contents || !context || !keys) {
      const { key, signature, binding, permissions } = STEPS;
      const all = [...RULES_BEFORE_SIGNATURE, key, signature, ...RULES_AFTER_SIGNATURE, binding, permissions];
      return all.map((step) => skipped(step, 'a token that can be read'));
    }
    const ask = (rules: RuleContext['trust']['rules']) => rules.map((rule) => examineRule(rule, contents, context));
    const before = jwt ? [...ask(RULES_BEFORE_SIGNATURE), ...(await signatureChecks(jwt, keys))] : ask(RULES_ON_CLAIMS);
    const rules = [...before, ...ask(RULES_AFTER_SIGNATURE), ...ask(context.trust.rules)];
    const wellFormed = !rules.some(({ reason }) => reason === 'claim_invalid');
    const { possession } = this.parts;
    return [...rules, ...(await requestChecks(contents.claims, context.trust, { ...demands, possession, wellFormed }))];
  }

  /** One request, and only for a token that is refused for its time. */
  private async clockDifferenceOf({ trust }: TrustedIssuer, checks: readonly Check[]): Promise<number | undefined> {
    if (!checks.some(({ reason }) => reason === 'expired' || reason === 'not_yet_valid')) return undefined;
    return clockDifference(trust.jwksUrl ?? trust.discoveryUrl, this.parts.fetch, this.parts.clock);
  }

  private instanceOf(issuer: TrustedIssuer | undefined): Instance | undefined {
    const { all } = this.parts.providers;
    if (issuer) return all.find(({ name }) => name === issuer.trust.provider);
    return all.length === 1 ? all[0] : undefined;
  }
}

function verdictOf(refused: Check | undefined): Explanation['verdict'] {
  if (!refused?.reason) return 'accepted';
  return REASONS[refused.reason].status === 503 ? 'unavailable' : 'refused';
}
