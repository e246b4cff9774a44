import { type Issuer, startIssuer } from '@portero/issuer';
import { authenticatorOf } from '../../test/authenticator-of.js';
import { ManualClock } from '../../test/manual-clock.js';
import { recordedSpans, recordSpans } from '../../test/recorded-spans.js';
import { traced } from '../telemetry/tracing.js';

const API = 'api://orders';
const PROVIDER = { 'portero.provider': 'instance' };
const MINUTE = 60_000;

let clock: ManualClock;
let issuer: Issuer;
let authenticate: (token: string) => Promise<unknown>;
let token: string;
beforeAll(async () => {
  recordSpans();
  clock = new ManualClock();
  issuer = await startIssuer({
    now: () => clock.now(),
    tokenLifetime: 3600,
    apis: [{ identifier: API, permissions: [] }],
    clients: [{ id: 'shop', secret: crypto.randomUUID(), grants: { [API]: [] } }],
  });
});
afterAll(() => issuer.close());

beforeEach(async () => {
  issuer.heal();
  const settings = { issuer: issuer.endpoints.oidc.issuer, audience: [API] };
  const provider = authenticatorOf('oidc', settings, clock);
  // As a framework has a span for its request.
  authenticate = (presented) => traced('request', {}, () => provider.authenticate(presented));
  token = await issuer.mint('oidc');
});

const outline = () => recordedSpans().map(({ name, status, attributes }) => [name, status.message, attributes]);

it('is a span for a new token and its keys, and tells the request who called', async () => {
  await authenticate(token);
  const [keys, verified, request] = recordedSpans();
  expect(keys).toMatchObject({ name: 'portero.keys.fetch', kind: 2, parent: verified?.spanId });
  expect(keys?.attributes).toMatchObject({
    ...PROVIDER,
    'url.full': issuer.endpoints.oidc.jwksUrl,
    'http.response.status_code': 200,
  });
  expect(verified).toMatchObject({ name: 'portero.verify', parent: request?.spanId, attributes: PROVIDER });
  expect(request?.attributes).toEqual({ ...PROVIDER, 'portero.client_id': 'shop' });
});

it('is no span for a token that was verified before', async () => {
  await authenticate(token);
  await authenticate(token);
  expect(outline().slice(3)).toEqual([['request', undefined, { ...PROVIDER, 'portero.client_id': 'shop' }]]);
});

it('tells why a caller was refused, and nothing that an unbelieved token says', async () => {
  const expired = await issuer.mint('oidc', { claims: { exp: clock.now() / 1000 - 3600 } });
  await expect(authenticate(expired)).rejects.toThrow();
  const why = { ...PROVIDER, 'portero.reason': 'expired', 'error.type': 'expired' };
  expect(outline()).toEqual([
    ['portero.verify', 'expired', why],
    ['request', 'expired', why],
  ]);

  await expect(authenticate('no-token')).rejects.toThrow();
  expect(outline().slice(2)).toEqual([
    ['request', 'malformed', { 'portero.reason': 'malformed', 'error.type': 'malformed' }],
  ]);
});

it('tells how the key server failed', async () => {
  issuer.injectFault({ endpoint: 'jwks' }, { kind: 'status', status: 502 });
  await expect(authenticate(token)).rejects.toThrow();
  expect(recordedSpans()).toMatchObject([
    { status: { message: 'status' }, attributes: { 'http.response.status_code': 502, 'error.type': 'status' } },
    { status: { message: 'keys_unavailable' } },
    { status: { message: 'keys_unavailable' } },
  ]);
});

it('fetches keys anew in a trace of their own, with a link to the request that it began beside', async () => {
  await authenticate(token);
  clock.advance(6 * MINUTE);
  await authenticate(token);
  for (let turn = 0; recordedSpans().length < 5 && turn < 1_000; turn++) await new Promise(setImmediate);
  const [request, keys] = recordedSpans().slice(3);
  expect(request?.name).toBe('request');
  expect(keys).toMatchObject({ name: 'portero.keys.fetch', parent: undefined, linked: [request?.spanId] });
  expect(keys?.traceId).not.toBe(request?.traceId);
});
