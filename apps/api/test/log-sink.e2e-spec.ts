import type { Issuer } from '@portero/issuer';
import { OIDC } from './provider-environments.js';
import { openConnection } from './raw-connection.js';
import { answers, get } from './requests-in-a-row.js';
import { startTestIssuer } from './running-service.js';
import { ServiceProcess } from './service-process.js';

/** Ends in a fault that nobody catches. */
const ON_SIGNAL = "process.on('SIGUSR2', () => { throw new Error('stray') })";

let issuer: Issuer;
let variables: Readonly<Record<string, string>>;
beforeAll(async () => {
  const secret = crypto.randomUUID();
  issuer = await startTestIssuer(secret);
  variables = {
    ...OIDC.variables(issuer, secret),
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(ON_SIGNAL)}`,
  };
});
afterAll(() => issuer.close());

/** Each has two lines: why it was refused, and that it was answered. */
async function refuse(url: string, count: number): Promise<void> {
  for (let sent = 0; sent < count; sent += 500) {
    const refused = Array.from({ length: 500 }, () => get('/products', 'a.b.c'));
    const socket = await openConnection(url);
    expect(await answers(socket, refused, 401)).toBe(500);
    socket.destroy();
  }
}

function linesIn(printed: string) {
  return printed.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []));
}

const ABOUT_REQUESTS = ['bearer_refused', 'request'];

it('answers while nobody reads its log, holds no more than a bound, and tells what is missing (F-E13)', async () => {
  const service = new ServiceProcess(variables);
  const url = await service.url();
  service.leaveUnread();
  await refuse(url, 6_000);
  expect((await fetch(`${url}/health/live`)).status).toBe(200);

  service.readAgain();
  for (let waited = 0; !service.printed.includes('"dropped"') && waited < 500; waited++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await refuse(url, 500);
  expect(await service.stop()).toBe(0);

  const lines = linesIn(service.printed);
  const [told, ...more] = lines.filter(({ dropped }) => dropped !== undefined);
  expect(more).toEqual([]);
  expect(told).toMatchObject({ level: 'warn', context: 'Log', msg: 'Lines were dropped: nobody read them' });
  expect(told.dropped).toBeGreaterThan(1_000);
  const kept = lines.filter(({ msg }) => ABOUT_REQUESTS.includes(msg)).length;
  expect(kept + told.dropped).toBe(2 * 6_500);
});

it.each([
  { end: 'SIGTERM', signal: 'SIGTERM', code: 0 },
  { end: 'a fault that nobody caught', signal: 'SIGUSR2', code: 1 },
] as const)('loses no line at its end by $end, though its reader is late', async ({ signal, code }) => {
  const service = new ServiceProcess(variables);
  const url = await service.url();
  service.leaveUnread();
  // More than a pipe holds, and less than is held for it.
  await refuse(url, 1_000);
  const exit = service.stop(signal);
  let listening = true;
  while (listening)
    listening = await fetch(`${url}/health/live`, { headers: { connection: 'close' } }).then(
      () => true,
      () => false,
    );
  service.readAgain();
  expect(await exit).toBe(code);

  const lines = linesIn(service.printed);
  expect(lines.filter(({ msg }) => ABOUT_REQUESTS.includes(msg))).toHaveLength(2_000);
  expect(lines.filter(({ dropped }) => dropped !== undefined)).toEqual([]);
  expect(service.printed.includes('Ends after a fault that nobody caught: Error: stray')).toBe(code === 1);
});
