import { OutboundError } from '@portero/auth';
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
  const before = clock.now();
  const response = await fetch(url, { headers: { accept: 'application/json' } });
  // A cache hands out the old `Date`, and an `Age` (RFC 9111 §5.1).
  const age = Number(response.headers.get('age') ?? 0) * 1000;
  const date = Date.parse(response.headers.get('date') ?? '') + age;
  const half = (clock.now() + before) / 2;
  // A `Date` is cut to whole seconds: it lies half a second back on average.
  if (!Number.isNaN(date)) found.skew ??= { host: new URL(url).host, seconds: Math.round((date + 500 - half) / 1000) };
  if (response.status !== 200) throw new OutboundError('status', `${url} answered ${response.status}`);
  const body: unknown = await response.json().catch(() => undefined);
  if (typeof body === 'object' && body !== null) return body as Record<string, unknown>;
  throw new OutboundError('not_json', `${url} did not answer with a JSON object`);
}
