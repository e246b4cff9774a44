import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  allowInsecureRequests,
  type Client,
  customFetch,
  DPoP,
  type DPoPHandle,
  generateKeyPair,
  isDPoPNonceError,
  protectedResourceRequest,
  WWWAuthenticateChallengeError,
} from 'oauth4webapi';
import { verdictOf } from '../../test/possession-of.js';
import { credentialsIn } from '../bearer/authorization-header.js';
import { challenge } from '../bearer/challenge.js';
import { systemClock } from '../outbound/clock.js';
import { Nonces } from './nonces.js';
import { Possession } from './possession.js';
import { MemoryProofs } from './proof-memory.js';

const CLIENT: Client = { client_id: 'portero' };
const TOKEN = 'an.access.token';

let server: Server;
let origin: string;
let possession: Possession;
/** What the token is bound to. */
let keyThumbprint: string;
/** The proofs as they came over the wire. */
let proofs: (string | undefined)[];

beforeAll(async () => {
  server = createServer(async ({ method = '', url: target = '', rawHeaders, headers }, response) => {
    proofs.push(headers.dpop as string | undefined);
    const certificate = () => undefined;
    const verdict = await verdictOf(() =>
      possession.check(
        { method, target, rawHeaders, certificate },
        credentialsIn(rawHeaders),
        { keyThumbprint },
        'required',
      ),
    );
    if (verdict === 'fine') return response.writeHead(204).end();
    const options = { realm: 'portero', proofAlgorithms: possession.proofAlgorithms };
    const asked = challenge(verdict, options, 'DPoP') as string;
    const nonce = verdict.nonce && { 'DPoP-Nonce': verdict.nonce };
    return response.writeHead(verdict.status, { 'WWW-Authenticate': asked, ...nonce }).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

beforeEach(() => {
  proofs = [];
  possession = new Possession({ publicUrl: origin, proofs: new MemoryProofs(systemClock), clock: systemClock });
});

async function client(alg: string): Promise<DPoPHandle> {
  const handle = DPoP(CLIENT, await generateKeyPair(alg, { extractable: true }));
  keyThumbprint = await handle.calculateThumbprint();
  return handle;
}

const call = (handle: DPoPHandle, method = 'GET', path = '/students?page=2#top', fetcher: typeof fetch = fetch) =>
  protectedResourceRequest(TOKEN, method, new URL(origin + path), undefined, undefined, {
    DPoP: handle,
    [allowInsecureRequests]: true,
    [customFetch]: fetcher as never,
  });

it.each(['ES256', 'PS256', 'RS256'])('takes the proofs that oauth4webapi makes by %s', async (alg) => {
  const handle = await client(alg);
  for (const [method, path] of [
    ['GET', '/students?page=2#top'],
    ['POST', '/students/a%20b/é|[x]'],
    ['DELETE', '/'],
    ['GET', '//double//'],
  ] as const) {
    expect((await call(handle, method, path)).status).toBe(204);
  }
  expect(new Set(proofs).size).toBe(4);
});

it('refuses the client with another key, by a challenge that it reads', async () => {
  const handle = await client('ES256');
  await client('ES256');
  const error = await call(handle).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(WWWAuthenticateChallengeError);
  expect((error as WWWAuthenticateChallengeError).cause).toMatchObject([
    { scheme: 'dpop', parameters: { error: 'invalid_token', algs: possession.proofAlgorithms } },
  ]);
});

it('refuses a request that was caught and sent again', async () => {
  const handle = await client('ES256');
  let again: (() => Promise<Response>) | undefined;
  const catching: typeof fetch = (...request) => {
    again = () => fetch(...request);
    return fetch(...request);
  };
  expect((await call(handle, 'GET', '/students', catching)).status).toBe(204);
  const replayed = await again?.();
  expect(replayed?.status).toBe(401);
  expect(replayed?.headers.get('www-authenticate')).toContain('error="invalid_dpop_proof"');
});

it('asks for a nonce, which the client then sends (RFC 9449 §9)', async () => {
  const nonces = new Nonces(undefined, systemClock);
  possession = new Possession({
    publicUrl: origin,
    nonces,
    proofs: new MemoryProofs(systemClock),
    clock: systemClock,
  });
  const handle = await client('ES256');
  const error = await call(handle).catch((thrown: unknown) => thrown);
  expect(isDPoPNonceError(error)).toBe(true);
  expect((await call(handle)).status).toBe(204);
  expect((await call(handle)).status).toBe(204);
});
