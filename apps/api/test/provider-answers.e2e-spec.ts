import { gzipSync } from 'node:zlib';
import type { Fault } from '@portero/issuer';
import { type Handler, LoopbackServer, reply } from '../../../libs/auth/test/loopback-server.js';
import { asked, callGuarded, keysUnavailable, LET_IN } from './guarded-route.js';
import { startTrustingService, type TrustingService } from './trusting-service.js';

const HTML = `<!doctype html><title>Sign in to the portal</title>${'<p>Your session has ended.</p>'.repeat(200)}`;

/** Faults that the embedded issuer has. */
const FAULTS: readonly [string, Fault][] = [
  ['a connection reset (F-A07)', { kind: 'reset' }],
  ['500 (F-A08)', { kind: 'status', status: 500 }],
  ['502 (F-A08)', { kind: 'status', status: 502, body: { error: 'bad gateway' } }],
  ['an HTML page (F-A11)', { kind: 'html' }],
  ['truncated JSON (F-A12)', { kind: 'truncated' }],
  ['an empty body (F-A12)', { kind: 'status', status: 200 }],
  ['null (F-A12)', { kind: 'body', body: null }],
  ['an empty list (F-A12)', { kind: 'body', body: [] }],
  ['200 MB (F-A13)', { kind: 'huge', bytes: 200_000_000 }],
];

const ROWS = (['jwks', 'discovery'] as const).flatMap((endpoint) =>
  FAULTS.map(([name, fault]) => ({ label: `${name} at ${endpoint}`, endpoint, fault })),
);

/** Answers of a key set's URL that need a server of the test. */
const ANSWERS: readonly [string, Handler][] = [
  [
    'a connection closed in mid-body (F-A07)',
    (response) => {
      response.writeHead(200, { 'content-length': 1_000 }).write('{"keys":[', () => response.destroy());
    },
  ],
  ['a long HTML page (F-A11)', reply(HTML, 200, { 'content-type': 'text/html' })],
  ['a long HTML page with 403 (F-A11)', reply(HTML, 403, { 'content-type': 'text/html' })],
  [
    '20 MB in a gzip of 20 kB (F-A13)',
    (response) =>
      response
        .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
        .end(gzipSync(Buffer.alloc(20_000_000, ' '))),
  ],
];

const REDIRECTS = [
  { label: '302 to itself (F-A15)', status: 302, itself: true },
  ...[301, 302, 303, 307, 308].map((status) => ({
    label: `${status} to another server (F-A15)`,
    status,
    itself: false,
  })),
];

describe('a provider that answers its first request for keys with', () => {
  const servers = new Map<string, LoopbackServer>();
  let elsewhere: LoopbackServer;
  let service: TrustingService;
  beforeAll(async () => {
    for (const [label, handler] of ANSWERS) servers.set(label, await LoopbackServer.start(handler));
    elsewhere = await LoopbackServer.start(reply({ keys: [] }));
    service = await startTrustingService([
      ...ROWS,
      ...REDIRECTS,
      ...ANSWERS.map(([label]) => ({ label, settings: { OIDC_JWKS_URL: servers.get(label)?.url('/jwks') ?? '' } })),
      { label: 'sound' },
    ]);
  });
  afterAll(() => service.close());

  it.each(ROWS)('$label: 503, and no second request during the cooldown', async ({ label, endpoint, fault }) => {
    const issuer = service.issuerOf(label);
    issuer.injectFault({ endpoint }, fault, 1);
    const token = await issuer.mint('oidc');
    expect(await callGuarded(service.url, token)).toEqual(keysUnavailable());
    // It is well again, and not asked yet.
    expect(await callGuarded(service.url, token)).toMatchObject({ status: 503, reason: 'keys_unavailable' });
    expect([asked(issuer, 'discovery'), asked(issuer, 'jwks')]).toEqual([1, endpoint === 'jwks' ? 1 : 0]);
  });

  it.each(ANSWERS)('%s: 503, and no second request during the cooldown', async (label) => {
    const token = await service.issuerOf(label).mint('oidc');
    expect(await callGuarded(service.url, token)).toEqual(keysUnavailable());
    expect(await callGuarded(service.url, token)).toMatchObject({ status: 503, reason: 'keys_unavailable' });
    expect(servers.get(label)?.requests.length).toBe(1);
  });

  it.each(REDIRECTS)('$label: 503, and does not follow it', async ({ label, status, itself }) => {
    const issuer = service.issuerOf(label);
    const location = itself ? issuer.endpoints.oidc.jwksUrl : elsewhere.url('/jwks');
    issuer.injectFault({ endpoint: 'jwks' }, { kind: 'status', status, headers: { location } });
    expect(await callGuarded(service.url, await issuer.mint('oidc'))).toEqual(keysUnavailable());
    expect([asked(issuer, 'jwks'), elsewhere.requests]).toEqual([1, []]);
  });

  it('none of it concerns the tokens of an issuer that is well (F-A18)', async () => {
    const sound = service.issuerOf('sound');
    expect(await callGuarded(service.url, await sound.mint('oidc'))).toEqual(LET_IN);
    expect([asked(sound, 'discovery'), asked(sound, 'jwks')]).toEqual([1, 1]);
  });

  it('none of it is in the log but what happened (F-A11)', () => {
    const failures = service.process.printed.split('\n').filter((line) => line.includes('keys_failed'));
    expect(failures.length).toBe(ROWS.length + ANSWERS.length + REDIRECTS.length);
    expect(failures.filter((line) => /doctype|title|session|bad gateway/i.test(line))).toEqual([]);
    expect(service.process.printed).not.toMatch(/\bERROR\b|unhandled|\(node:|\.js:\d/i);
  });
});

it('stops reading 200 MB at the first ones (F-A13)', async () => {
  let sent = 0;
  const server = await LoopbackServer.start((response) => {
    const chunk = Buffer.alloc(65_536, ' ');
    const { socket } = response;
    const pour = () => {
      while (sent < 200_000_000 && !response.destroyed) {
        sent = socket?.bytesWritten ?? sent;
        if (!response.write(chunk)) return;
      }
    };
    response.on('drain', pour);
    pour();
  });
  const service = await startTrustingService([{ label: 'endless', settings: { OIDC_JWKS_URL: server.url('/jwks') } }]);
  const token = await service.issuerOf('endless').mint('oidc');
  expect(await callGuarded(service.url, token)).toEqual(keysUnavailable());
  // Beyond the bound of 1 MiB, only what the buffers of the two systems hold.
  expect(sent).toBeLessThan(20_000_000);
  await service.close();
});
