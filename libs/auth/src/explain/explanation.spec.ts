import { ExplainedProvider, GOOD_CLAIMS, OTHER_TENANT } from '../../test/explainer-of.js';
import { START_SECONDS as NOW } from '../../test/manual-clock.js';
import { tokenDigest } from '../bearer/token-digest.js';
import { RULES_AFTER_SIGNATURE, RULES_BEFORE_SIGNATURE } from '../jwt/rules.js';
import type { Explanation } from './explanation.js';

let provider: ExplainedProvider;
beforeAll(async () => {
  provider = await ExplainedProvider.start();
});

const aboutAll = (rules: readonly { about: string }[]) => rules.map(({ about }) => about);
const verdicts = ({ checks }: Explanation) => checks.map(({ about, verdict, reason }) => [about, reason ?? verdict]);

it('shows every rule of the verifier, in its order, and what the guard does around them', async () => {
  const { explainer, providers } = provider.of('azure');
  const [issuer] = providers.issuers.all;
  const token = await provider.sign('azure');
  const explanation = await explainer.explain(token, { permissions: ['read:students'] });

  expect(aboutAll(explanation.checks)).toEqual([
    ...['credentials', 'form', 'issuer'],
    ...aboutAll(RULES_BEFORE_SIGNATURE),
    ...['key', 'signature'],
    ...aboutAll(RULES_AFTER_SIGNATURE),
    ...aboutAll(issuer?.trust.rules ?? []),
    ...['binding', 'permissions'],
  ]);
  expect(new Set(explanation.checks.map(({ verdict }) => verdict))).toEqual(new Set(['passed']));
  expect(explanation).toEqual({
    verdict: 'accepted',
    token: tokenDigest(token).slice(0, 8),
    provider: 'instance',
    header: { alg: 'ES256', typ: 'JWT', kid: 'one' },
    claims: GOOD_CLAIMS.azure,
    checks: expect.any(Array),
  });
});

it('finds all that is wrong at once, and gives the reason that the guard gives', async () => {
  const claims = { aud: 'api://grades', exp: NOW - 90, nbf: NOW + 90, tid: OTHER_TENANT, cnf: 'x', roles: [] };
  const token = await provider.sign('azure', claims, { typ: 'at+jwt', kid: 'two' });
  const explanation = await provider
    .of('azure', { callers: ['another'] })
    .explainer.explain(token, { permissions: ['read:students'] });

  expect([explanation.verdict, explanation.reason]).toEqual(['refused', 'type_not_allowed']);
  expect(verdicts(explanation).filter(([, verdict]) => verdict !== 'passed')).toEqual([
    ['type', 'type_not_allowed'],
    ['expiry', 'expired'],
    ['start', 'not_yet_valid'],
    ['key', 'key_unknown'],
    ['signature', 'skipped'],
    ['audience', 'audience_mismatch'],
    ['caller', 'caller_not_allowed'],
    ['tenant', 'tenant_mismatch'],
    ['binding', 'claim_invalid'],
    ['permissions', 'permission_missing'],
  ]);
});

it('checks a token of an unknown issuer against the nearest one, and is of no provider', async () => {
  const token = await provider.sign('oidc', { iss: 'https://op.example/', aud: 'api://grades' });
  const explanation = await provider.of('oidc').explainer.explain(token);
  expect(explanation.provider).toBeUndefined();
  expect(verdicts(explanation).filter(([, verdict]) => verdict !== 'passed')).toEqual([
    ['issuer', 'issuer_unknown'],
    ['audience', 'audience_mismatch'],
  ]);
});

it('does not look at what is not there, or not of its type', async () => {
  const token = await provider.sign(
    'oidc',
    { exp: undefined, nbf: 'x', sub: { toString: 1 } },
    { typ: { toString: 1 } },
  );
  const { checks } = await provider.of('oidc').explainer.explain(token);
  const skipped = checks.filter(({ verdict }) => verdict === 'skipped');
  expect(skipped.map(({ about, actual }) => [about, actual])).toEqual([
    ['expiry', 'absent'],
    ['start', '"x"'],
    ['permissions', 'not looked at'],
  ]);
});

it('looks for no key where the algorithm has none', async () => {
  const { server } = provider;
  const asked = server.requests.length;
  const explanation = await provider.of('oidc').explainer.explain(await provider.forge('oidc', {}, { alg: 'none' }));
  expect(verdicts(explanation)).toEqual(
    expect.arrayContaining([
      ['key', 'skipped'],
      ['signature', 'skipped'],
    ]),
  );
  expect(server.requests).toHaveLength(asked);
});

it('skips the rules on a token that cannot be read, and shows the part that can', async () => {
  const [header] = (await provider.sign('oidc')).split('.');
  const explanation = await provider.of('oidc').explainer.explain(`${header}.e30x.x`);
  expect(explanation).toMatchObject({ verdict: 'refused', reason: 'malformed', header: { kid: 'one' } });
  expect(explanation).not.toHaveProperty('claims');
  const [, , ...others] = verdicts(explanation);
  expect(new Set(others.map(([, verdict]) => verdict))).toEqual(new Set(['skipped']));
});

it('says that keys cannot be had, and what else is wrong', async () => {
  const down = { jwksUrl: 'http://127.0.0.1:9/keys' };
  const late = { exp: NOW - 90 };
  const good = await provider.of('oidc', down).explainer.explain(await provider.sign('oidc'));
  expect([good.verdict, good.reason]).toEqual(['unavailable', 'keys_unavailable']);
  expect(verdicts(good).filter(([, verdict]) => verdict !== 'passed')).toEqual([
    ['key', 'keys_unavailable'],
    ['signature', 'keys_unavailable'],
  ]);

  const expired = await provider.of('oidc', down).explainer.explain(await provider.sign('oidc', late));
  expect([expired.verdict, expired.reason]).toEqual(['refused', 'expired']);
  const { nextStep } = expired.checks.find(({ about }) => about === 'expiry') ?? {};
  expect(nextStep).toContain("The provider's clock cannot be read.");
});

it('asks the provider for its time only when a token is refused for its time', async () => {
  const { explainer } = provider.of('oidc');
  const asked = provider.server.requests.length;
  await explainer.explain(await provider.sign('oidc'));
  expect(provider.server.requests).toHaveLength(asked + 1);
  const { checks } = await explainer.explain(await provider.sign('oidc', { exp: NOW - 90 }));
  expect(provider.server.requests).toHaveLength(asked + 2);
  expect(checks.find(({ reason }) => reason)?.nextStep).toContain("The provider's clock and this one agree.");
});

it('shows that an audience is let in only because the check is relaxed', async () => {
  const token = await provider.sign('oidc', { aud: 'api://grades' });
  const { explainer } = provider.of('oidc', { relaxAudience: true });
  const relaxed = await explainer.explain(token);
  expect([relaxed.verdict, relaxed.checks.find(({ about }) => about === 'audience')?.expected]).toEqual([
    'accepted',
    'any aud: the check is relaxed',
  ]);
  const route = await explainer.explain(token, { audience: 'api://students' });
  expect(route.reason).toBe('audience_mismatch');
});

it('has neither the token nor its signature in it', async () => {
  for (const claims of [{}, { iss: 'https://other.example' }, { exp: NOW - 90, aud: 'x' }]) {
    const token = await provider.sign('oidc', claims);
    const text = JSON.stringify(await provider.of('oidc').explainer.explain(token));
    for (const part of [token, ...token.split('.')]) expect(text).not.toContain(part);
  }
});
