import type { Check } from '../check.js';
import { fault, ok, skipped, warning } from '../finding.js';
import { verificationHint } from '../hints/verification-hints.js';

/** The token that the provider gave is one that this configuration lets in. */
export const verification: Check = {
  name: 'verification',
  needs: ['dns', 'tls'],
  async run(subject) {
    const { found, settings } = subject;
    const relaxed = settings.relaxAudience ? [relaxedAudience(settings.name)] : [];
    if (!found.token) return [skipped('there is no token to verify'), ...relaxed];
    const explanation = await subject.explain(found.token);
    const { verdict, reason } = explanation;
    if (verdict === 'accepted') return [ok('the token passes every rule'), ...relaxed];
    // Each request brings a proof of its own, and here is none.
    if (found.token.tokenType === 'DPoP' && reason === 'proof_invalid') {
      return [ok('the token passes every rule that goes without a request'), ...relaxed];
    }
    const failed = explanation.checks.find((check) => check.reason === reason);
    const message = `${reason}: expected ${failed?.expected}, came ${failed?.actual}`;
    return [fault(message, verificationHint(explanation, subject)), ...relaxed];
  },
};

function relaxedAudience(instance: string) {
  const hint = `set OIDC_AUDIENCE_${instance}, and remove OIDC_RELAX_AUDIENCE_${instance}; OIDC_CALLERS_${instance} limits who gets in meanwhile`;
  return warning('the audience is relaxed: tokens for any API of this issuer are let in', hint);
}
