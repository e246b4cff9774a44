import fc from 'fast-check';
import { API_ID, ExplainedProvider, GOOD_CLAIMS, OTHER_TENANT, TENANT } from '../../test/explainer-of.js';
import { START_SECONDS as NOW } from '../../test/manual-clock.js';
import { Refusal } from '../bearer/refusal.js';
import type { Explanation } from './explanation.js';

const RUNS = 1_200;
const V1 = { iss: `https://sts.windows.net/${TENANT}/`, appid: 'caller', azp: undefined };
const THUMBPRINT = 'A'.repeat(43);

/** Instances that ask for different things. */
const SETTINGS = [
  {},
  { callers: ['another'] },
  { relaxAudience: true, callers: ['caller'] },
  { senderConstrained: 'required' },
];

/** Values near to what is right, and far from it. */
const odd = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(undefined, null, '', [], {}, { toString: 1 }, 'caller', TENANT, OTHER_TENANT, API_ID),
  fc.constantFrom('at+jwt', 'JWT', 'one', 'Bearer', 'access', 'api://students', ['api://students'], 'api://students/'),
  fc.integer({ min: NOW - 200, max: NOW + 200 }),
);
const rarely = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

/** One change that has a reason of its own, so that each reason comes often. */
const change = fc.constantFrom<object>(
  {},
  ...[
    { exp: NOW - 90 },
    { nbf: NOW + 90 },
    { iat: 'x' },
    { sub: undefined },
    { iss: undefined },
    { iss: 'https://op.example/' },
    { aud: 'api://grades' },
  ],
  ...[{ 'x5t#S256': THUMBPRINT }, { 'x5t#S256': THUMBPRINT }, { jkt: THUMBPRINT }, { jkt: 'x' }, { kid: 'x' }, 'x'].map(
    (cnf) => ({ cnf }),
  ),
  ...[{ tid: OTHER_TENANT }, { token_use: 'id' }, { jti: undefined }, { scope: '', roles: [] }],
);
const someClaims = fc.dictionary(
  fc.constantFrom(
    'iss',
    'sub',
    'aud',
    'exp',
    'nbf',
    'iat',
    'jti',
    'client_id',
    'azp',
    'tid',
    'token_use',
    'scope',
    'cnf',
  ),
  odd,
  { maxKeys: 2 },
);
const claims = fc.oneof(
  change,
  fc.tuple(change, rarely(someClaims)).map(([first, second]) => ({ ...first, ...second })),
);

const header = rarely(
  fc.oneof(
    fc.constant({ kid: 'two' }),
    fc.dictionary(fc.constantFrom('typ', 'kid', 'cty', 'jwk'), odd, { maxKeys: 1 }),
  ),
);
/** A header that nobody signed. */
const forgery = rarely(
  fc.dictionary(
    fc.constantFrom('alg', 'crit', 'typ', 'cty'),
    fc.oneof(fc.constantFrom('HS256', 'none', 'RS256', 'PS512', 'ES256', ['b64']), odd),
    { maxKeys: 2 },
  ),
);
/** Where a letter of the finished token is changed. */
const damage = rarely(fc.tuple(fc.nat(2_000), fc.constantFrom(...'AQ_-.+ ')));
const demands = fc.record(
  {
    permissions: fc.constantFrom([], ['read:students'], ['read:grades', 'read:students']),
    audience: rarely(fc.constantFrom('api://students', 'api://grades', API_ID)),
  },
  { requiredKeys: ['permissions'] },
);

let provider: ExplainedProvider;
beforeAll(async () => {
  provider = await ExplainedProvider.start();
});

type Decision = Pick<Explanation, 'verdict' | 'reason'>;

async function decision(deciding: Promise<unknown>): Promise<Decision> {
  try {
    await deciding;
    return { verdict: 'accepted' };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { verdict: error.status === 503 ? 'unavailable' : 'refused', reason: error.reason };
  }
}

const changed = (token: string, at: number, letter: string) =>
  token.slice(0, at % token.length) + letter + token.slice((at % token.length) + 1);

it.each([
  ['oidc', {}, ['claims of an at+jwt', 'use']],
  ['azure', {}, ['tenant']],
  ['azure', V1, ['tenant']],
] as const)('decides as the guard does, %s %j', async (kind, own, rules) => {
  const instances = SETTINGS.map((settings) => provider.of(kind, settings));
  const seen = new Set<string | undefined>();
  const failed = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.nat(instances.length - 1),
      fc.record({ header, claims, forgery, damage, demands }),
      async (at, given) => {
        const { explainer, authenticate } = instances[at] as ReturnType<ExplainedProvider['of']>;
        const all = { ...own, ...given.claims };
        const signed = given.forgery
          ? await provider.forge(kind, all, given.forgery)
          : await provider.sign(kind, all, given.header);
        const token = given.damage ? changed(signed, ...given.damage) : signed;

        const expected = await decision(authenticate(token, given.demands));
        const { verdict, reason, checks } = await explainer.explain(token, given.demands);
        expect({ verdict, ...(reason && { reason }) }).toEqual(expected);
        seen.add(reason);
        const first = checks.find((check) => check.verdict === 'failed');
        if (first) failed.add(first.about);
      },
    ),
    { numRuns: RUNS },
  );
  // Or the property would hold of little.
  expect([...seen]).toEqual(
    expect.arrayContaining([
      ...[undefined, 'request_malformed', 'malformed', 'type_not_allowed', 'algorithm_not_allowed', 'issuer_unknown'],
      ...['claim_missing', 'claim_invalid', 'expired', 'not_yet_valid', 'key_unknown', 'signature_invalid'],
      ...['audience_mismatch', 'caller_not_allowed', 'binding_required', 'confirmation_unsupported', 'proof_missing'],
      'permission_missing',
    ]),
  );
  expect([...failed]).toEqual(expect.arrayContaining([...rules]));
});

it('knows which claims are good, or every token would be refused', async () => {
  for (const kind of ['oidc', 'azure', 'auth0'] as const) {
    const { explainer } = provider.of(kind);
    const { verdict } = await explainer.explain(await provider.sign(kind, GOOD_CLAIMS[kind]));
    expect([kind, verdict]).toEqual([kind, 'accepted']);
  }
});
