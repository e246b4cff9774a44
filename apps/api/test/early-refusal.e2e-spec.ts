import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import request from 'supertest';
import { PROVIDER_ROWS, type ProviderRow } from './provider-environments.js';
import { exchange, firstAnswer, openConnection, untilClosed } from './raw-connection.js';
import { type RunningService, startService } from './running-service.js';

const LOCAL = PROVIDER_ROWS.find(({ name }) => name === 'local') as ProviderRow;
const TOKEN = '/auth/system/cc/token';
const JSON_TYPE = 'Content-Type: application/json\r\n';

const post = (route: string, fields: string, body = '') =>
  `POST ${route} HTTP/1.1\r\nHost: localhost\r\n${fields}\r\n${body}`;

/** Requests whose bodies never end, are too large, or would be refused by themselves. */
const BODIES: readonly { sent: string; fields: string; body?: string }[] = [
  { sent: 'a body that never comes', fields: `${JSON_TYPE}Content-Length: 100\r\n` },
  { sent: 'a body that never ends', fields: `${JSON_TYPE}Content-Length: 100\r\n`, body: '{' },
  { sent: 'a length above the limit', fields: `${JSON_TYPE}Content-Length: 999999999999\r\n`, body: '{' },
  { sent: 'chunks that never end', fields: `${JSON_TYPE}Transfer-Encoding: chunked\r\n`, body: '1\r\n{\r\n' },
  { sent: 'another media type', fields: 'Content-Type: text/plain\r\nContent-Length: 100\r\n', body: 'x' },
  { sent: 'a malformed media type', fields: 'Content-Type: ;;\r\nContent-Length: 100\r\n', body: 'x' },
  { sent: 'no media type', fields: 'Content-Length: 100\r\n', body: 'x' },
  {
    sent: 'a compressed body',
    fields: `${JSON_TYPE}Content-Encoding: gzip\r\nContent-Length: 100\r\n`,
    body: '\x1f\x8b',
  },
];

const CALLERS: readonly {
  callers: string;
  variables: Readonly<Record<string, string>>;
  status: number;
  reason: string;
}[] = [
  {
    callers: 'without a token',
    variables: { SYSTEM_TOKEN_ACCESS: 'authenticated' },
    status: 401,
    reason: 'credentials_missing',
  },
  { callers: 'while nobody may call', variables: { SYSTEM_TOKEN_ACCESS: 'off' }, status: 403, reason: 'access_off' },
  {
    callers: 'who called too often',
    variables: { SYSTEM_TOKEN_ACCESS: 'authenticated', TOKEN_RATE_LIMIT: '1' },
    status: 429,
    reason: 'rate_limited',
  },
];

describe.each(CALLERS)('callers $callers', ({ variables, status, reason }) => {
  let service: RunningService;
  beforeAll(async () => {
    service = await startService(LOCAL, variables);
    await request(service.url).post(TOKEN);
  });
  afterAll(() => service.close());

  describe.each([TOKEN, '/m2m/run'])('are refused at %s', (route) => {
    it.each(BODIES)('before $sent is read (F-E05, F-E06)', async ({ fields, body }) => {
      const answer = firstAnswer(await exchange(service.url, post(route, fields, body)));
      expect({ status: answer.status, reason: JSON.parse(answer.body).reason }).toEqual({ status, reason });
      expect(answer.headers.connection).toBe('close');
    });

    it('before malformed JSON is read (F-E06)', async () => {
      const { body } = await request(service.url)
        .post(route)
        .set('content-type', 'application/json')
        .send('{"scope":')
        .expect(status);
      expect(body.reason).toBe(reason);
    });
  });

  it('get their answer also while they go on sending (F-E06)', async () => {
    const socket = connect({ port: Number(new URL(service.url).port), host: '127.0.0.1', allowHalfOpen: true });
    const errors: unknown[] = [];
    socket.on('error', (error) => errors.push(error));
    const said = untilClosed(socket);
    socket.write(post(TOKEN, `${JSON_TYPE}Content-Length: 2000000\r\n`, ' '.repeat(100_000)));
    await once(socket, 'end');
    for (let sent = 0; sent < 5 && !socket.destroyed; sent++) {
      socket.write(Buffer.alloc(10_000, ' '));
      await setTimeout(10);
    }
    socket.end();
    expect(firstAnswer(await said).status).toBe(status);
    // A connection that is reset may take the answer with it (RFC 9112 §9.6).
    expect(errors).toEqual([]);
  });

  it('are not told to send a body that they ask about (RFC 9110 §10.1.1)', async () => {
    const said = await exchange(service.url, post(TOKEN, `${JSON_TYPE}Expect: 100-continue\r\nContent-Length: 2\r\n`));
    expect(firstAnswer(said).status).toBe(status);
  });
});

describe('callers who may', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await startService(LOCAL);
  });
  afterAll(() => service.close());

  it('are told to send a body that they ask about', async () => {
    const socket = await openConnection(service.url);
    socket.write(post(TOKEN, `${JSON_TYPE}Expect: 100-continue\r\nConnection: close\r\nContent-Length: 2\r\n`));
    const [told] = (await once(socket, 'data')) as [Buffer];
    expect(told.toString()).toBe('HTTP/1.1 100 Continue\r\n\r\n');
    const said = untilClosed(socket);
    socket.write('{}');
    expect(firstAnswer(await said).status).toBe(200);
  });

  it('get 413 as soon as the limit is passed, with a length and without (F-E06)', async () => {
    const chunk = 'x'.repeat(0x8000);
    for (const [fields, body] of [
      ['Content-Length: 65537\r\n', ''],
      ['Transfer-Encoding: chunked\r\n', `8000\r\n${chunk}\r\n8000\r\n${chunk}\r\n1\r\nx\r\n`],
    ]) {
      const answer = firstAnswer(await exchange(service.url, post(TOKEN, `${JSON_TYPE}${fields}`, body)));
      expect({ status: answer.status, reason: JSON.parse(answer.body).reason }).toEqual({
        status: 413,
        reason: 'body_too_large',
      });
      expect(answer.headers.connection).toBe('close');
    }
    await request(service.url).post(TOKEN).expect(200);
  });
});

it('executes nothing that comes after a body which was left unread (F-E16)', async () => {
  const service = await startService(LOCAL, { TOKEN_RATE_LIMIT: '1' });
  const socket = connect({ port: Number(new URL(service.url).port), host: '127.0.0.1', allowHalfOpen: true });
  socket.on('error', () => socket.destroy());
  const said = untilClosed(socket);
  socket.write('GET /students HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{');
  await once(socket, 'end');
  const parsed = once(service.app.getHttpServer(), 'request');
  socket.write(`}${post(TOKEN, '')}`);
  await parsed;
  socket.end();
  expect((await said).match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 401']);
  // It would have been the one of this minute.
  await request(service.url).post(TOKEN).expect(200);
  await service.close();
});

it('refuses strangers at guarded routes before a body is read, and keeps the connection of those who sent all (F-E05)', async () => {
  const service = await startService(LOCAL);
  const students = `GET /students HTTP/1.1\r\nHost: localhost\r\n${JSON_TYPE}`;
  const early = firstAnswer(await exchange(service.url, `${students}Content-Length: 100\r\n\r\n{`));
  expect(early.status).toBe(401);
  expect(early.headers.connection).toBe('close');

  const two = await exchange(
    service.url,
    `${students}Content-Length: 2\r\n\r\n{}GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
  );
  expect([...two.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual(['401', '200']);
  await service.close();
});
