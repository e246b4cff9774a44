import type { Issuer } from '@portero/issuer';
import { startClockedService } from './clocked-service.js';
import { asked, callGuarded, LET_IN, refused, type Verdict } from './guarded-route.js';
import { OIDC } from './provider-environments.js';
import { startTestIssuer } from './running-service.js';
import { ServiceProcess } from './service-process.js';

const MINUTE = 60_000;
const CLIENTS = 8;

describe('service processes of one issuer', () => {
  let issuer: Issuer;
  let variables: Readonly<Record<string, string>>;
  const running: ServiceProcess[] = [];
  beforeEach(async () => {
    const secret = crypto.randomUUID();
    issuer = await startTestIssuer(secret);
    variables = OIDC.variables(issuer, secret);
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((service) => service.stop()));
    await issuer.close();
  });

  const start = async () => {
    const service = new ServiceProcess(variables);
    running.push(service);
    return { service, url: await service.url() };
  };

  it('let the first token of a new key in, under load (F-B06)', async () => {
    const urls = (await Promise.all([start(), start()])).map(({ url }) => url);
    let rotated = false;
    const seen: Verdict[] = [];
    const first = new Map<string, Verdict>();
    for (const url of urls) expect(await callGuarded(url, await issuer.mint('oidc'))).toEqual(LET_IN);

    const clients = urls.flatMap((url) =>
      Array.from({ length: CLIENTS }, async () => {
        for (let after = 0; after < 10; ) {
          const isNew = rotated;
          const verdict = await callGuarded(url, await issuer.mint('oidc'));
          if (isNew && !first.has(url)) first.set(url, verdict);
          if (isNew) after += 1;
          seen.push(verdict);
        }
      }),
    );
    while (seen.length < 4 * CLIENTS) await new Promise(setImmediate);
    await issuer.rotateKeys('oidc');
    rotated = true;
    await Promise.all(clients);

    expect([...first.values()]).toEqual([LET_IN, LET_IN]);
    expect(seen.filter(({ status }) => status !== 200)).toEqual([]);
    expect([asked(issuer, 'discovery'), asked(issuer, 'jwks')]).toEqual([2, 4]);
  });

  it('forget a withdrawn key at once when they are restarted (F-B08)', async () => {
    const { service, url } = await start();
    const stolen = await issuer.mint('oidc');
    expect(await callGuarded(url, stolen)).toEqual(LET_IN);
    await issuer.rotateKeys('oidc', { overlap: false });
    // Its keys are fresh: nothing tells it.
    expect(await callGuarded(url, stolen)).toEqual(LET_IN);
    expect(await service.stop()).toBe(0);

    const { url: again } = await start();
    expect(await callGuarded(again, stolen)).toEqual(refused('key_unknown'));
    expect(await callGuarded(again, await issuer.mint('oidc'))).toEqual(LET_IN);
  });
});

describe('a withdrawn key (F-B07)', () => {
  it.each([
    ['serves to the last millisecond of ten minutes', 10 * MINUTE - 1, LET_IN],
    ['ends at the age of ten minutes', 10 * MINUTE, refused('key_unknown')],
  ])('%s where nothing else happens, for tokens seen and unseen', async (_, age, verdict) => {
    const {
      url,
      clock,
      issuers: [issuer],
    } = await startClockedService();
    const tokens = [await issuer.mint('oidc'), await issuer.mint('oidc')];
    expect(await callGuarded(url, tokens[0] ?? '')).toEqual(LET_IN);
    await issuer.rotateKeys('oidc', { overlap: false });
    clock.advance(age);
    expect(await Promise.all(tokens.map((token) => callGuarded(url, token)))).toEqual([verdict, verdict]);
    expect(await callGuarded(url, await issuer.mint('oidc'))).toEqual(LET_IN);
  });

  it('ends with the first token of the new key, which brings the new set', async () => {
    const {
      url,
      issuers: [issuer],
    } = await startClockedService();
    const old = await issuer.mint('oidc');
    expect(await callGuarded(url, old)).toEqual(LET_IN);
    await issuer.rotateKeys('oidc');
    issuer.withdrawOldKeys('oidc');
    expect(await callGuarded(url, await issuer.mint('oidc'))).toEqual(LET_IN);
    expect(await callGuarded(url, old)).toEqual(refused('key_unknown'));
  });
});
