import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import request from 'supertest';
import { PROVIDER_ROWS, type ProviderRow } from './provider-environments.js';
import { exchange, firstAnswer } from './raw-connection.js';
import { type RunningService, startService } from './running-service.js';

const LOCAL = PROVIDER_ROWS.find(({ name }) => name === 'local') as ProviderRow;
const TOKEN = '/auth/system/cc/token';

let service: RunningService;
let atStart: number;
beforeAll(async () => {
  service = await startService(LOCAL);
  atStart = service.logged.length;
});
afterAll(() => service.close());
// Whatever was sent, the next caller is served, and nothing of it is in the log.
afterEach(async () => {
  await request(service.url).post(TOKEN).send({}).expect(200);
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(service.logged.slice(atStart)).toEqual([]);
});

const send = (body: string | Buffer, fields: Readonly<Record<string, string>> = {}) =>
  request(service.url)
    .post(TOKEN)
    .set({ 'content-type': 'application/json', ...fields })
    // The bytes as they are, whatever the media type.
    .serialize((bytes) => bytes)
    .send(body);

it.each([
  { coding: 'gzip', compress: gzipSync },
  { coding: 'deflate', compress: deflateSync },
  { coding: 'br', compress: brotliCompressSync },
])('answers 415 to $coding, and inflates nothing (F-E06)', async ({ coding, compress }) => {
  const bomb = compress(Buffer.alloc(10_000_000, ' '));
  const { body, headers } = await send(bomb, { 'content-encoding': coding });
  expect(body).toMatchObject({ status: 415, reason: 'media_type_unsupported' });
  expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
});

it.each(['gzip, chunked', 'identity, chunked'])(
  'answers 415 to chunks of another coding: %s (F-E06)',
  async (coding) => {
    const text = `POST ${TOKEN} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\nTransfer-Encoding: ${coding}\r\n\r\n2\r\n{}\r\n0\r\n\r\n`;
    expect(firstAnswer(await exchange(service.url, text)).status).toBe(415);
  },
);

it.each([
  { sent: 'cut JSON', body: '{"scope":' },
  { sent: 'two values', body: '{}{}' },
  { sent: 'NaN', body: '{"scope":NaN}' },
  { sent: 'Infinity', body: '{"scope":-Infinity}' },
  { sent: 'a number beyond all numbers', body: '{"scope":1e999}' },
  { sent: 'a comment', body: '{}//' },
  { sent: 'single quotes', body: "{'scope':'a'}" },
  { sent: 'a null byte', body: '{"scope":"a\0"}' },
  { sent: '32,000 lists in lists', body: `${'['.repeat(32_000)}${']'.repeat(32_000)}` },
  { sent: '10,000 objects in objects', body: `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}` },
  { sent: '60,000 lists that never end', body: '['.repeat(60_000) },
  { sent: 'invalid UTF-8', body: Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]) },
  { sent: 'half a surrogate in UTF-8', body: Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]) },
  { sent: 'UTF-16', body: Buffer.from('{}', 'utf16le') },
  { sent: 'a prototype', body: '{"__proto__":{"polluted":1}}' },
  { sent: 'a prototype in escapes', body: '{"\\u005f\\u005fproto\\u005f\\u005f":{"polluted":1}}' },
  { sent: 'a prototype below', body: '{"scope":{"__proto__":{"polluted":1}}}' },
  { sent: 'the prototype of a constructor', body: '{"constructor":{"prototype":{"polluted":1}}}' },
])('answers 400 to $sent, without repeating it (F-E08, F-E09)', async ({ body }) => {
  const answer = await send(body);
  expect(answer.body).toMatchObject({ status: 400, reason: 'request_invalid' });
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(answer.text).not.toMatch(/polluted|JSON|token|position|u005f/i);
});

it('answers 413 to 10^5 lists in lists (F-E08)', async () => {
  const { body } = await send('['.repeat(100_000));
  expect(body).toMatchObject({ status: 413, reason: 'body_too_large' });
});

it.each([
  { sent: 'a byte order mark', body: '\uFEFF{}' },
  { sent: 'a name twice', body: '{"provider":"nobody","provider":"local"}' },
  { sent: 'nothing', body: '' },
  { sent: 'an empty object of 64 KB', body: `{${' '.repeat(65_534)}}` },
])('takes $sent for what it is (F-E08)', async ({ body }) => {
  await send(body).expect(200);
});

it.each([
  'application/json; charset=utf-8',
  'Application/JSON;charset=UTF-8',
  'application/json; charset="utf-8"',
  'application/json; profile="x"',
])('takes %s', async (type) => {
  await send('{}', { 'content-type': type }).expect(200);
});

it.each([
  'application/json; charset=utf-16',
  'application/json; charset=iso-8859-1',
  'application/json; charset = "utf-8',
  `application/json${' '.repeat(10_000)}x`,
  'application/jsonp',
  'application/merge-patch+json',
  'text/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  ';;',
  '*/*',
])('answers 415 to %.40s (F-E09)', async (type) => {
  const { body } = await send('{}', { 'content-type': type });
  expect(body).toMatchObject({ status: 415, reason: 'media_type_unsupported' });
});
