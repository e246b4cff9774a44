import { type Issuer, startIssuer } from '@portero/issuer';
import { startClockedService } from './clocked-service.js';
import { callGuarded, LET_IN, refused } from './guarded-route.js';
import { API, API_ID, CLIENT, OIDC } from './provider-environments.js';
import { listen } from './running-service.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const YEAR = 365 * 24 * HOUR;

const MARGIN = 10;

/** 300 s is what this host may be off by most: five minutes. */
describe.each([60, 300])('a clock that is off from the issuer’s, with a tolerance of %i s', (tolerance) => {
  let issuer: Issuer;
  let service: Awaited<ReturnType<typeof listen>>;
  beforeAll(async () => {
    const secret = crypto.randomUUID();
    issuer = await startIssuer({
      // Such a token ends with the skew.
      tokenLifetime: 1,
      apis: [{ identifier: API, clientId: API_ID, permissions: [] }],
      clients: [{ id: CLIENT, secret, grants: { [API]: [] } }],
    });
    service = await listen({ ...OIDC.variables(issuer, secret), OIDC_CLOCK_TOLERANCE: String(tolerance) });
  });
  afterAll(async () => {
    await service.app.close();
    await issuer.close();
  });

  const callWithSkew = async (seconds: number) => {
    issuer.setClockSkew(seconds);
    const [, payload = ''] = (await issuer.mint('oidc')).split('.');
    const { iat } = JSON.parse(Buffer.from(payload, 'base64url').toString());
    return callGuarded(await service.app.getUrl(), await issuer.mint('oidc', { claims: { nbf: iat } }));
  };

  it.each([-1, 1])('by less, either way, is none (%i) (F-B13)', async (direction) => {
    expect(await callWithSkew(direction * (tolerance - MARGIN))).toEqual(LET_IN);
  });

  it.each([
    { direction: -1, reason: 'expired', bound: /"expected":"exp after (\d+)/ },
    { direction: 1, reason: 'not_yet_valid', bound: /"expected":"nbf not after (\d+)/ },
  ] as const)(
    'by more is a 401 $reason, and the log tells by how much (F-B13)',
    async ({ direction, reason, bound }) => {
      expect(await callWithSkew(direction * (tolerance + MARGIN))).toEqual(refused(reason));
      const refusal = service.logged.findLast((line) => line.includes('bearer_refused')) ?? '';
      const beyond = Number(/"actual":"(\d+)"/.exec(refusal)?.[1]) - Number(bound.exec(refusal)?.[1]);
      // Seconds beyond the tolerance, one way or the other; making and checking a token take their time.
      expect(Math.abs(beyond - direction * MARGIN)).toBeLessThanOrEqual(3);
    },
  );
});

describe('a wall clock that jumps while keys are held (F-B14)', () => {
  it.each([
    ['back by an hour', -HOUR],
    ['back by a year', -YEAR],
    ['ahead by an hour', HOUR],
    ['ahead by a year', YEAR],
  ])('%s: they neither end at once nor live for ever', async (_, jump) => {
    const service = await startClockedService();
    const {
      url,
      clock,
      issuers: [issuer],
    } = service;
    const held = await issuer.mint('oidc', { claims: { exp: (clock.now() + 2 * YEAR) / 1000 } });
    expect(await callGuarded(url, held)).toEqual(LET_IN);

    clock.setWall(clock.now() + jump);
    issuer.injectFault({ endpoint: 'jwks' }, { kind: 'status', status: 500 });
    clock.advance(5 * MINUTE - 1);
    expect([await callGuarded(url, held), await callGuarded(url, await issuer.mint('oidc'))]).toEqual([LET_IN, LET_IN]);
    expect(service.asked(issuer, 'jwks')).toBe(1);

    issuer.heal();
    await issuer.rotateKeys('oidc', { overlap: false });
    clock.advance(5 * MINUTE + 1);
    expect(await callGuarded(url, held)).toEqual(refused('key_unknown'));
    expect(await callGuarded(url, await issuer.mint('oidc'))).toEqual(LET_IN);
  });

  it('back: the last good keys of a provider that is down do not live for ever', async () => {
    const {
      url,
      clock,
      issuers: [issuer],
    } = await startClockedService();
    expect(await callGuarded(url, await issuer.mint('oidc'))).toEqual(LET_IN);
    issuer.injectFault({ endpoint: 'jwks' }, { kind: 'reset' });
    clock.setWall(clock.now() - YEAR);
    clock.advance(70 * MINUTE);
    expect(await callGuarded(url, await issuer.mint('oidc'))).toMatchObject({
      status: 503,
      reason: 'keys_unavailable',
    });
  });

  it('ahead and back: a token ends with its time, and its verdict is not kept longer', async () => {
    const {
      url,
      clock,
      issuers: [issuer],
    } = await startClockedService();
    const token = await issuer.mint('oidc');
    expect(await callGuarded(url, token)).toEqual(LET_IN);
    const right = clock.now();
    clock.setWall(right + YEAR);
    expect(await callGuarded(url, token)).toEqual(refused('expired'));
    clock.setWall(right);
    expect(await callGuarded(url, token)).toEqual(LET_IN);
  });
});
