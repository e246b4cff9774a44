import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Issuer } from '@portero/issuer';
import { PROVIDER_ROWS, type ProviderRow } from './provider-environments.js';
import { openConnection } from './raw-connection.js';
import { startTestIssuer } from './running-service.js';
import { ServiceProcess } from './service-process.js';

const OIDC = PROVIDER_ROWS.find(({ name }) => name === 'oidc') as ProviderRow;
const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));

let issuer: Issuer;
let variables: Readonly<Record<string, string>>;
beforeAll(async () => {
  const secret = crypto.randomUUID();
  issuer = await startTestIssuer(secret);
  variables = OIDC.variables(issuer, secret);
});
afterAll(() => issuer.close());

/** Sends the requests in a row on one connection, and counts the answers with the status. */
async function answers(socket: Socket, requests: readonly string[], status: number): Promise<number> {
  let said = '';
  const wanted = new RegExp(`HTTP/1\\.1 ${status} `, 'g');
  const answered = new Promise<number>((resolve) => {
    const count = (chunk: Buffer) => {
      said += chunk.toString('latin1');
      const seen = (said.match(/HTTP\/1\.1 /g) ?? []).length;
      if (seen < requests.length) return;
      socket.off('data', count);
      resolve((said.match(wanted) ?? []).length);
    };
    socket.on('data', count);
  });
  socket.write(requests.join(''));
  return answered;
}

const get = (path: string, token = '') =>
  `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${token && `Authorization: Bearer ${token}\r\n`}\r\n`;

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

it('goes on answering while nobody reads its log (F-E13)', async () => {
  const options = { cwd: tmpdir(), env: { PORT: '0', ...variables } };
  const child = spawn(process.execPath, [MAIN], { ...options, stdio: ['ignore', 'pipe', 'ignore'] });
  let printed = '';
  const read = (chunk: Buffer) => {
    printed += chunk;
  };
  child.stdout.on('data', read);
  while (!printed.includes('. Try')) await once(child.stdout, 'data');
  const url = String(/Portero listens on (\S+)\. Try/.exec(printed)?.[1]);

  child.stdout.off('data', read).pause();
  for (let sent = 0; sent < 3; sent++) {
    const refused = Array.from({ length: 1_000 }, () => get('/products', 'a.b.c'));
    expect(await answers(await openConnection(url), refused, 401)).toBe(1_000);
  }
  expect((await fetch(`${url}/health/live`)).status).toBe(200);

  // There was more to say than a pipe holds.
  child.stdout.on('data', read).resume();
  while (printed.length < 300_000) await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
});
