import { ClockOffset, OutboundError } from '@portero/auth';
import type { Check, Subject, TrustedIssuer } from '../check.js';
import { type Finding, fault, ok, warning } from '../finding.js';
import { absentHint, issuerHint } from '../hints/issuer-hints.js';

/** Each issuer's metadata are there and name the issuer exactly (RFC 8414 §3.3). */
export const discovery: Check = {
  name: 'discovery',
  needs: ['dns', 'tls'],
  run: (subject) => Promise.all(subject.provider.issuers.map((issuer) => examine(issuer, subject))),
};

async function examine(issuer: TrustedIssuer, subject: Subject): Promise<Finding> {
  const { issuer: expected, discoveryUrl } = issuer.trust;
  // Without its v1 issuer an Entra instance still takes v2 tokens, and fixed endpoints need no metadata.
  const wrong = isNeeded(issuer, subject) ? fault : warning;
  try {
    const members = await metadataAt(discoveryUrl, subject);
    if (members.issuer !== expected) {
      const named = typeof members.issuer === 'string' ? members.issuer.slice(0, 200) : 'none';
      const v1 = issuer !== subject.provider.issuers[0];
      return wrong(
        `${discoveryUrl} names the issuer ${named}, not ${expected}`,
        issuerHint(named, subject.settings, v1),
      );
    }
    subject.found.metadata.set(expected, { members });
    return ok(`${expected} is named by its metadata`);
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    return wrong(`no metadata of ${expected}: ${error.message}`, absentHint(discoveryUrl, subject.settings));
  }
}

function isNeeded(issuer: TrustedIssuer, { provider, settings }: Subject): boolean {
  if (issuer !== provider.issuers[0]) return false;
  return !issuer.trust.jwksUrl || Boolean(settings.clientId && !settings.tokenUrl);
}

async function metadataAt(url: string, { fetch, clock, found }: Subject): Promise<Record<string, unknown>> {
  const offset = new ClockOffset(clock);
  const response = await offset.measuring(fetch)(url, { headers: { accept: 'application/json' } });
  if (offset.seconds !== undefined) found.skew ??= { host: new URL(url).host, seconds: offset.seconds };
  if (response.status !== 200) throw new OutboundError('status', `${url} answered ${response.status}`);
  const body: unknown = await response.json().catch(() => undefined);
  if (typeof body === 'object' && body !== null) return body as Record<string, unknown>;
  throw new OutboundError('not_json', `${url} did not answer with a JSON object`);
}
