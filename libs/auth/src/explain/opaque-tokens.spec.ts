import { ExplainedProvider } from '../../test/explainer-of.js';
import { LoopbackServer, reply } from '../../test/loopback-server.js';
import type { Demands, Explanation } from './explanation.js';

const TOKEN = 'an-opaque-token';
const ACTIVE = {
  active: true,
  iss: 'https://op.example',
  client_id: 'caller',
  aud: 'api://students',
  scope: 'read:students',
};

let server: LoopbackServer;
let provider: ExplainedProvider;
beforeAll(async () => {
  server = await LoopbackServer.start(reply(ACTIVE));
  provider = await ExplainedProvider.start();
});

async function explain(answer: object, status = 200, demands?: Demands): Promise<[Explanation, unknown]> {
  server.handler = reply(answer, status);
  const { explainer, authenticate } = provider.of('oidc', {
    introspection: 'on',
    introspectionUrl: server.url('/introspect'),
    tokenUrl: server.url('/token'),
    clientId: 'students',
    clientSecret: 'a-secret-of-students',
  });
  const decided = authenticate(TOKEN, demands).then(
    () => undefined,
    ({ reason }) => reason,
  );
  return [await explainer.explain(TOKEN, demands), await decided];
}

it('asks the issuer, and shows its claims', async () => {
  const [explanation, decided] = await explain(ACTIVE);
  expect(decided).toBeUndefined();
  expect(explanation).toMatchObject({ verdict: 'accepted', provider: 'instance', claims: { client_id: 'caller' } });
  expect(explanation).not.toHaveProperty('header');
  expect(explanation.checks.map(({ about, verdict }) => [about, verdict])).toEqual(
    [
      ...['credentials', 'activity', 'required claims', 'claim types', 'expiry', 'start', 'audience', 'caller'],
      ...['use', 'claims of an at+jwt', 'binding', 'permissions'],
    ].map((about) => [about, 'passed']),
  );
});

it.each([
  [
    'token_inactive',
    'refused',
    { active: false },
    200,
    'activity',
    'Ask for a new token: the issuer has revoked this one, or never knew it.',
  ],
  [
    'introspection_unavailable',
    'unavailable',
    { error: 'invalid_client' },
    401,
    'activity',
    'Check the network, and the client by which this service asks: OIDC_CLIENT_ID_instance. Then try again: the token may be good.',
  ],
  [
    'permission_missing',
    'refused',
    ACTIVE,
    200,
    'permissions',
    'Grant the permission to the client at the provider, then ask for a new token.',
  ],
  [
    'audience_mismatch',
    'refused',
    { ...ACTIVE, aud: 'api://grades' },
    200,
    'audience',
    'Ask for a token for this API, or add the aud of the token to OIDC_AUDIENCE_instance if it names this API.',
  ],
])('explains %s as the guard decides', async (reason, verdict, answer, status, about, nextStep) => {
  const [explanation, decided] = await explain(answer, status, { permissions: ['read:grades'] });
  expect(decided).toBe(reason);
  expect(explanation).toMatchObject({ verdict, reason });
  expect(explanation.checks.find((check) => check.reason)).toMatchObject({ about, nextStep });
  expect(JSON.stringify(explanation)).not.toContain(TOKEN);
});

it('does not ask the issuer about what can be no token', async () => {
  const asked = server.requests.length;
  const { explainer } = provider.of('oidc', {
    introspection: 'on',
    introspectionUrl: server.url('/introspect'),
    tokenUrl: server.url('/token'),
    clientId: 'students',
    clientSecret: 'a-secret-of-students',
  });
  expect(await explainer.explain(`Bearer ${TOKEN}`)).toMatchObject({ reason: 'request_malformed' });
  expect(server.requests).toHaveLength(asked);
});
