import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Issuer } from '@portero/issuer';
import { examined } from './examined.js';
import { SOUND, startSampleIssuer } from './sample-issuer.js';

let issuer: Issuer;
let api: Server;
let base: string;
let answer: { status: number; headers?: Record<string, string> } = { status: 200 };
const received: { url?: string; authorization?: string }[] = [];
beforeAll(async () => {
  issuer = await startSampleIssuer();
  api = createServer(({ url, headers: { authorization } }, response) => {
    received.push({ url, authorization });
    response.writeHead(answer.status, answer.headers).end('[]');
  });
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await issuer.close();
  api.closeAllConnections();
  await new Promise((resolve) => api.close(resolve));
});

const call = async (variables: Readonly<Record<string, string>>) =>
  (await examined({ ...SOUND.oidc(issuer), ...variables })).filter(({ check }) => check === 'call');

it.each([
  { status: 200, sign: 'ok', message: 'answered 200', hint: undefined },
  { status: 401, sign: 'fault', message: 'answered 401 (invalid_token)', hint: 'the API refuses the token' },
  { status: 403, sign: 'fault', message: 'answered 403 (invalid_token)', hint: 'grant the client the permission' },
  { status: 404, sign: 'warning', message: 'answered 404', hint: 'check RESOURCE_SERVER_URL' },
])('calls RESOURCE_SERVER_URL with the token, and tells of a $status', async ({ status, sign, message, hint }) => {
  answer = { status, headers: { 'www-authenticate': 'Bearer error="invalid_token"' } };
  received.length = 0;
  const [line, ...others] = await call({ RESOURCE_SERVER_URL: `${base}/` });

  expect(others).toEqual([]);
  expect(line).toMatchObject({ sign, message: expect.stringContaining(message) });
  expect(line?.hint ?? '').toContain(hint ?? '');
  expect(line?.hint === undefined).toBe(hint === undefined);
  expect(received).toEqual([{ url: '/students', authorization: expect.stringMatching(/^Bearer ey/) }]);
});

it('tells of an API where nobody answers', async () => {
  const [line] = await call({ RESOURCE_SERVER_URL: 'http://127.0.0.1:1' });
  expect(line).toMatchObject({ sign: 'fault', hint: 'check RESOURCE_SERVER_URL, and that the API runs' });
});

it('sends a bound token with its proof, and does not ask one of itself', async () => {
  answer = { status: 200 };
  received.length = 0;
  const lines = await examined({ ...SOUND.oidc(issuer), OIDC_DPOP_oidc: 'on', RESOURCE_SERVER_URL: base });

  expect(lines.filter(({ sign }) => sign === 'fault')).toEqual([]);
  expect(lines.find(({ check }) => check === 'token')?.message).toMatch(/^a DPoP token for /);
  expect(lines.find(({ check }) => check === 'verification')?.message).toBe(
    'the token passes every rule that goes without a request',
  );
  expect(received).toEqual([{ url: '/students', authorization: expect.stringMatching(/^DPoP ey/) }]);
});
