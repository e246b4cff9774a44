import type { Issuer } from '@portero/issuer';
import { OIDC } from './provider-environments.js';
import { openConnection } from './raw-connection.js';
import { answers, get } from './requests-in-a-row.js';
import { startTestIssuer } from './running-service.js';
import { ServiceProcess } from './service-process.js';

let issuer: Issuer;
let variables: Readonly<Record<string, string>>;
beforeAll(async () => {
  const secret = crypto.randomUUID();
  issuer = await startTestIssuer(secret);
  variables = OIDC.variables(issuer, secret);
});
afterAll(() => issuer.close());

it('holds 2,000 idle connections and refuses 5,000 tokens in 64 MB (F-E12)', async () => {
  const service = new ServiceProcess({
    ...variables,
    LOG_LEVEL: 'error',
    API_DOCS: 'off',
    NODE_OPTIONS: '--max-old-space-size=64',
  });
  const url = await service.url();
  const used = async () => {
    const socket = await openConnection(url);
    expect(await answers(socket, [get('/health/live')], 200)).toBe(1);
    return socket;
  };
  const idle = await Promise.all(Array.from({ length: 2_000 }, used));

  // Each is another one, refused after its signature was checked, and 1 KB long.
  const [header, payload] = (await issuer.mint('oidc')).split('.');
  const forged = (at: string) => `${header}.${payload}.${Buffer.from(at.padStart(256, '.')).toString('base64url')}`;
  const flood = await Promise.all(Array.from({ length: 20 }, () => openConnection(url)));
  for (let round = 0; round < 5; round++) {
    const counted = flood.map((socket, at) => {
      const requests = Array.from({ length: 50 }, (_, nth) => get('/products', forged(`${round} ${at} ${nth}`)));
      return answers(socket, requests, 401);
    });
    expect(await Promise.all(counted)).toEqual(flood.map(() => 50));
  }

  expect(await answers(await openConnection(url), [get('/products', await issuer.mint('oidc'))], 200)).toBe(1);
  expect(idle.filter((socket) => socket.closed)).toEqual([]);
  for (const socket of [...idle, ...flood]) socket.destroy();
  expect(await service.stop()).toBe(0);
}, 60_000);
