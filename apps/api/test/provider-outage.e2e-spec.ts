import type { Fault, Issuer } from '@portero/issuer';
import { LoopbackServer, reply } from '../../../libs/auth/test/loopback-server.js';
import { type ClockedService, startClockedService } from './clocked-service.js';
import { callGuarded, keysUnavailable, LET_IN, publishedKeys } from './guarded-route.js';

const MINUTE = 60_000;

describe('an outage that begins when the keys are held', () => {
  let service: ClockedService;
  let issuer: Issuer;
  let other: Issuer;
  let known: string;
  const call = (token: string) => callGuarded(service.url, token);
  beforeEach(async () => {
    service = await startClockedService(2);
    [issuer, other] = service.issuers as unknown as [Issuer, Issuer];
    known = await issuer.mint('oidc');
    expect(await call(known)).toEqual(LET_IN);
    expect(await call(await other.mint('oidc'))).toEqual(LET_IN);
  });

  it('concerns nobody while they are fresh: no request at all (F-A02)', async () => {
    for (const endpoint of ['jwks', 'discovery'] as const) issuer.injectFault({ endpoint }, { kind: 'hang' });
    service.clock.advance(5 * MINUTE - 1);
    expect([await call(known), await call(await issuer.mint('oidc'))]).toEqual([LET_IN, LET_IN]);
    expect([service.asked(issuer, 'discovery'), service.asked(issuer, 'jwks')]).toEqual([1, 1]);
  });

  it('keeps nobody waiting while they are renewed in the background (F-A02)', async () => {
    issuer.injectFault({ endpoint: 'jwks' }, { kind: 'hang' });
    service.clock.advance(10 * MINUTE - 1);
    expect([await call(known), await call(await issuer.mint('oidc'))]).toEqual([LET_IN, LET_IN]);
    // The refresh still hangs.
    expect(service.heard.filter(({ name }) => name === 'keys_failed')).toEqual([]);
    expect(service.asked(issuer, 'jwks')).toBe(2);
  });

  it('lets good tokens in for an hour beyond the age of ten minutes, and tells of it (F-A03)', async () => {
    for (const endpoint of ['jwks', 'discovery'] as const) issuer.injectFault({ endpoint }, { kind: 'reset' });
    for (const minutes of [10, 59]) {
      service.clock.advance(minutes * MINUTE);
      expect([await call(known), await call(await issuer.mint('oidc'))]).toEqual([LET_IN, LET_IN]);
    }
    const failures = service.heard.filter(({ name }) => name === 'keys_failed');
    expect(failures).toEqual(
      Array(2).fill({
        name: 'keys_failed',
        provider: 'row0',
        issuer: issuer.endpoints.oidc.issuer,
        usable: true,
        detail: expect.stringContaining(`${issuer.origin} cannot be reached`),
      }),
    );
    expect(service.warned.filter((line) => line.includes('keys_failed'))).toEqual(
      failures.map(({ name, ...fields }) => `${name} ${JSON.stringify(fields)}`),
    );
  });

  it('makes a 503 of a kid that is not known yet, never a 401 (F-A03)', async () => {
    await issuer.rotateKeys('oidc');
    issuer.injectFault({ endpoint: 'jwks' }, { kind: 'status', status: 500 });
    service.clock.advance(20 * MINUTE);
    expect(await call(await issuer.mint('oidc'))).toEqual(keysUnavailable());
    expect(await call(known)).toEqual(LET_IN);
  });

  it('ends all tokens of that issuer after the hour, none of another, until it is over (F-A04)', async () => {
    issuer.injectFault({ endpoint: 'jwks' }, { kind: 'reset' });
    service.clock.advance(70 * MINUTE - 1);
    expect(await call(known)).toEqual(LET_IN);
    service.clock.advance(1);
    const fresh = await issuer.mint('oidc');
    for (const token of [known, fresh]) expect(await call(token)).toEqual(keysUnavailable());
    expect(await call(await other.mint('oidc'))).toEqual(LET_IN);

    issuer.heal();
    service.clock.advance(10_000);
    for (const token of [known, fresh]) expect(await call(token)).toEqual(LET_IN);
  });

  it.each<[string, Fault]>([
    ['truncated JSON', { kind: 'truncated' }],
    ['an empty body', { kind: 'status', status: 200 }],
    ['null', { kind: 'body', body: null }],
    ['a list', { kind: 'body', body: [] }],
    ['an HTML page', { kind: 'html' }],
  ])('keeps the keys in use when the provider sends %s (F-A12)', async (_, fault) => {
    issuer.injectFault({ endpoint: 'jwks' }, fault);
    service.clock.advance(11 * MINUTE);
    expect([await call(known), await call(await issuer.mint('oidc'))]).toEqual([LET_IN, LET_IN]);
    expect(service.asked(issuer, 'jwks')).toBe(2);
  });
});

describe('the first request for keys fails', () => {
  it.each([500, 502])('with %i: the next one comes after a cooldown (F-A08)', async (status) => {
    const service = await startClockedService();
    const {
      url,
      clock,
      issuers: [issuer],
    } = service;
    const token = await issuer.mint('oidc');
    issuer.injectFault({ endpoint: 'jwks' }, { kind: 'status', status }, 1);
    expect(await callGuarded(url, token)).toEqual(keysUnavailable());
    clock.advance(4_000);
    expect(await callGuarded(url, token)).toMatchObject({ status: 503, reason: 'keys_unavailable' });
    expect(service.asked(issuer, 'jwks')).toBe(1);
    clock.advance(6_000);
    expect(await callGuarded(url, token)).toEqual(LET_IN);
    expect(service.asked(issuer, 'jwks')).toBe(2);
  });

  it('at many: they are not all asked again at the same moment (F-A08)', async () => {
    const server = await LoopbackServer.start(reply({}, 500));
    const targets = Array.from({ length: 8 }, (_, i) => server.url(`/jwks/${i}`));
    const { url, clock, issuers } = await startClockedService(targets.length, targets);
    const tokens = await Promise.all(issuers.map((issuer) => issuer.mint('oidc')));
    const callAll = () => Promise.all(tokens.map((token) => callGuarded(url, token)));
    await callAll();
    expect(server.requests.length).toBe(targets.length);

    const moments: number[] = [];
    for (let elapsed = 100; elapsed <= 10_000 && server.requests.length < 2 * targets.length; elapsed += 100) {
      const before = server.requests.length;
      clock.advance(100);
      await callAll();
      if (server.requests.length > before) moments.push(elapsed);
    }
    expect(server.requests.length).toBeGreaterThanOrEqual(2 * targets.length);
    expect(moments.length).toBeGreaterThan(1);
  });

  it('while fifty callers wait: all get the same 503, and the next fifty one new request (F-A20)', async () => {
    const held: (() => void)[] = [];
    const server = await LoopbackServer.start((response) => held.push(() => response.destroy()));
    const service = await startClockedService(1, [server.url('/jwks')]);
    const [issuer] = service.issuers;
    const tokens = await Promise.all(Array.from({ length: 50 }, () => issuer.mint('oidc')));
    const callAll = () => Promise.all(tokens.map((token) => callGuarded(service.url, token)));

    const waiting = callAll();
    while (service.arrived() < tokens.length || held.length === 0) await new Promise(setImmediate);
    for (const fail of held) fail();
    expect(await waiting).toEqual(Array(tokens.length).fill(keysUnavailable()));
    expect(server.requests.length).toBe(1);

    server.handler = reply({ keys: await publishedKeys(issuer) });
    service.clock.advance(10_000);
    expect(await callAll()).toEqual(Array(tokens.length).fill(LET_IN));
    expect(server.requests.length).toBe(2);
  });
});
