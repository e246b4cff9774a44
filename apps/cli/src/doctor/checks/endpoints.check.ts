import type { Check, Subject } from '../check.js';
import { type Finding, ok } from '../finding.js';
import { knownUrls, onePerHost } from '../hosts.js';
import { resolve } from './dns.check.js';
import { examineServer } from './tls.check.js';

/** The endpoints that the metadata name, where they are on other hosts than the issuer, as at Amazon Cognito. */
export const endpoints: Check = {
  name: 'endpoints',
  needs: ['dns', 'tls', 'discovery'],
  async run(subject) {
    const known = new Set(knownUrls(subject).map(({ host }) => host));
    const others = onePerHost(namedUrls(subject)).filter(({ host }) => !known.has(host));
    if (others.length === 0) return [ok('on hosts that are checked already')];
    return (await Promise.all(others.map((url) => examine(url, subject)))).flat();
  },
};

function namedUrls({ found, provider, settings }: Subject): URL[] {
  const asks = Boolean(provider.client && !settings.tokenUrl);
  const main = provider.issuers[0]?.trust.issuer;
  return [...found.metadata]
    .flatMap(([issuer, { members }]) => [
      members.jwks_uri,
      ...(asks && issuer === main ? [members.token_endpoint] : []),
    ])
    .flatMap((url) => (typeof url === 'string' && URL.canParse(url) ? [new URL(url)] : []));
}

async function examine(url: URL, { settings, lookup, clock }: Subject): Promise<Finding[]> {
  const address = await resolve(url.hostname, settings.name, lookup);
  if (address.sign !== 'ok' || url.protocol !== 'https:') return [address];
  return [address, await examineServer(url, clock.now())];
}
