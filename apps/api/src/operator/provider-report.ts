import type { Provider } from '@portero/auth';
import type { ProviderHistory } from './provider-history.js';

type Issuer = Provider['issuers'][number];
type Client = NonNullable<Provider['client']>;

/** What an operator sees of a provider: no secret, no token, no key. Times in seconds. */
export async function providerReport(
  { name, kind, issuers, clockOffset, client, signIn }: Provider,
  history: ProviderHistory,
) {
  return {
    name,
    kind,
    signIn: signIn !== undefined,
    issuers: issuers.map(issuerReport),
    clockOffsetSeconds: clockOffset() ?? null,
    client: client
      ? {
          ...(await clientReport(client)),
          lastSuccess: history.lastSuccess(name),
          lastFailure: history.lastFailure(name),
        }
      : null,
  };
}

function issuerReport({ trust, keys }: Issuer) {
  const age = keys.age();
  const held = Number.isFinite(age);
  return {
    issuer: trust.issuer,
    keySet: { ageSeconds: held ? age / 1_000 : null, stale: held && keys.stale, kids: keys.kids },
  };
}

async function clientReport({ id, method, breaker, secondsLeftAlone, tokens, credentialExpiry }: Client) {
  const [left, end] = await Promise.all([secondsLeftAlone(), credentialExpiry().catch(() => undefined)]);
  return {
    clientId: id,
    method,
    breaker: { state: breaker(), nextTryInSeconds: left > 0 ? left : null },
    tokens: tokens.held().map(({ name, scope, age, remaining, renewsIn }) => ({
      name,
      scope: scope ?? null,
      ageSeconds: age,
      remainingSeconds: remaining,
      renewsInSeconds: renewsIn,
    })),
    credentialExpiry: end?.toISOString() ?? null,
  };
}
