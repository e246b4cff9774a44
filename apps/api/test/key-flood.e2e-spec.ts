import type { Issuer, MintOverrides } from '@portero/issuer';
import { asked, callGuarded, LET_IN, publishedKeys, refused, type Verdict } from './guarded-route.js';
import { startTrustingService, type TrustingService } from './trusting-service.js';

const TOKENS = 300;
const IN_FLIGHT = 20;

type Forgery = (i: number, kid: unknown) => MintOverrides;

interface Flood {
  readonly label: string;
  readonly forge: Forgery;
  /** What a forged token hears while the issuer is well, and while its endpoint fails. */
  readonly well: Verdict;
}

const FLOODS: readonly Flood[] = [
  {
    label: 'unknown kids',
    forge: (i) => ({ header: { kid: `made up ${i}` } }),
    well: refused('key_unknown'),
  },
  {
    label: 'forged signatures',
    forge: (_, kid) => ({ signedBy: 'auth0', header: { kid } }),
    well: refused('signature_invalid'),
  },
];

const IN_GOOD_HEALTH = 'is well';
const ROWS = FLOODS.flatMap((flood) =>
  [IN_GOOD_HEALTH, 'fails', 'is throttled'].map((state) => ({ ...flood, state, label: `${flood.label}, ${state}` })),
);

describe('a flood (F-B09)', () => {
  let service: TrustingService;
  beforeAll(async () => {
    service = await startTrustingService([...ROWS, { label: 'rotated' }]);
  });
  afterAll(() => service.close());

  const call = async (issuer: Issuer, overrides: MintOverrides = {}) =>
    callGuarded(service.url, await issuer.mint('oidc', overrides));

  /** Sends the flood, so many at a time, and a good token after every tenth. */
  async function flood(issuer: Issuer, forge: (i: number) => MintOverrides) {
    const forged: Verdict[] = [];
    const good: Verdict[] = [];
    let sent = 0;
    const sender = async () => {
      while (sent < TOKENS) {
        sent += 1;
        const i = sent;
        forged.push(await call(issuer, forge(i)));
        if (i % 10 === 0) good.push(await call(issuer));
      }
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, sender));
    return { forged, good };
  }

  it.each(ROWS)('of $label: one request to the issuer at the most, and good tokens do not suffer', async (row) => {
    const issuer = service.issuerOf(row.label);
    const [{ kid } = {}] = await publishedKeys(issuer);
    expect(await call(issuer)).toEqual(LET_IN);
    if (row.state === 'fails') issuer.injectFault({ endpoint: 'jwks' }, { kind: 'status', status: 500 });
    if (row.state === 'is throttled') {
      issuer.injectFault({ endpoint: 'jwks' }, { kind: 'status', status: 429, headers: { 'retry-after': '1' } });
    }
    const before = asked(issuer, 'jwks');

    const { forged, good } = await flood(issuer, (i) => row.forge(i, kid));
    expect(good).toEqual(Array(TOKENS / 10).fill(LET_IN));
    expect(asked(issuer, 'jwks') - before).toBe(1);
    expect(forged.length).toBe(TOKENS);
    // Whether a key exists cannot be said while the keys cannot be had; a wrong signature stays one.
    const unsaid = row.state !== IN_GOOD_HEALTH && row.well.reason === 'key_unknown';
    const expected = unsaid ? { status: 503, reason: 'keys_unavailable', challenge: null } : row.well;
    for (const verdict of forged) expect(verdict).toMatchObject(expected);
  });

  it('does not keep the first tokens of a new key out that come with it', async () => {
    const issuer = service.issuerOf('rotated');
    expect(await call(issuer)).toEqual(LET_IN);
    await issuer.rotateKeys('oidc');
    const { forged, good } = await flood(issuer, (i) => ({ header: { kid: `made up ${i}` } }));
    expect(good).toEqual(Array(TOKENS / 10).fill(LET_IN));
    expect(forged).toEqual(Array(TOKENS).fill(refused('key_unknown')));
    expect(asked(issuer, 'jwks')).toBe(2);
  });
});
