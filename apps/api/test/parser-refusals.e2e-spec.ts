import { PROVIDER_ROWS, type ProviderRow } from './provider-environments.js';
import { exchange, firstAnswer } from './raw-connection.js';
import { PROBLEM_TYPES, type RunningService, startService } from './running-service.js';

const LOCAL = PROVIDER_ROWS.find(({ name }) => name === 'local') as ProviderRow;

const HOST = 'Host: localhost\r\n';
const POST = `POST /auth/system/cc/token HTTP/1.1\r\n${HOST}Content-Type: application/json\r\n`;
const GET = `GET /health/live HTTP/1.1\r\n${HOST}`;
/** What is to be smuggled in: had it been executed, the issuer would have been asked for a token. */
const SMUGGLED = `POST /auth/system/cc/token HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`;
const CHUNKED = 'Transfer-Encoding: chunked\r\n';

let service: RunningService;
let atStart: number;
beforeAll(async () => {
  service = await startService(LOCAL);
  atStart = service.logged.length;
});
afterAll(() => service.close());

const tokenRequests = () => service.issuer.requests.filter(({ endpoint }) => endpoint === 'token').length;

it.each([
  { form: 'two ways to tell the length', sent: `${POST}Content-Length: 4\r\n${CHUNKED}\r\n0\r\n\r\n` },
  { form: 'the same in another order', sent: `${POST}${CHUNKED}Content-Length: 4\r\n\r\n0\r\n\r\n` },
  { form: 'two lengths', sent: `${POST}Content-Length: 0\r\nContent-Length: 90\r\n\r\n` },
  { form: 'the same length twice', sent: `${POST}Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}` },
  { form: 'a list of lengths', sent: `${POST}Content-Length: 2, 2\r\n\r\n{}` },
  { form: 'a length with a sign', sent: `${POST}Content-Length: +2\r\n\r\n{}` },
  { form: 'a negative length', sent: `${POST}Content-Length: -1\r\n\r\n{}` },
  { form: 'a length in hexadecimal', sent: `${POST}Content-Length: 0x2\r\n\r\n{}` },
  { form: 'chunks that are not the last coding', sent: `${POST}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n` },
  { form: 'a coding that begins alike', sent: `${POST}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n` },
  { form: 'two fields for chunks', sent: `${POST}${CHUNKED}Transfer-Encoding: identity\r\n\r\n0\r\n\r\n` },
  { form: 'a blank before the colon', sent: `${POST}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n` },
  { form: 'a vertical tab before chunked', sent: `${POST}Transfer-Encoding:\x0bchunked\r\n\r\n0\r\n\r\n` },
  { form: 'chunks in HTTP/1.0', sent: `${POST.replace('1.1', '1.0')}${CHUNKED}\r\n0\r\n\r\n` },
  { form: 'bare line feeds', sent: `${GET.replaceAll('\r', '')}\n` },
  { form: 'one bare line feed', sent: `${GET}X-A: b\nContent-Length: 5\r\n\r\n` },
  { form: 'a bare line feed at the end', sent: `${GET}X-A: b\r\n\n` },
  { form: 'a bare carriage return', sent: `${GET}X-A: b\rContent-Length: 5\r\n\r\n` },
  { form: 'a folded line', sent: `${GET}X-A: b\r\n Content-Length: 5\r\n\r\n` },
  { form: 'folded chunks', sent: `${POST}Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n` },
  { form: 'a blank before the first field', sent: `GET /health/live HTTP/1.1\r\n ${HOST}\r\n` },
  { form: 'a blank in a field name', sent: `${GET}X A: b\r\n\r\n` },
  { form: 'a line feed after a chunk size', sent: `${POST}${CHUNKED}\r\n2\n{}\r\n0\r\n\r\n` },
  { form: 'a line feed after a chunk', sent: `${POST}${CHUNKED}\r\n2\r\n{}\n0\r\n\r\n` },
  { form: 'a line feed in a chunk extension', sent: `${POST}${CHUNKED}\r\n2;a\n{}\r\n0\r\n\r\n` },
  { form: 'a control character in a chunk extension', sent: `${POST}${CHUNKED}\r\n2;a\x01\r\n{}\r\n0\r\n\r\n` },
  { form: 'a negative chunk', sent: `${POST}${CHUNKED}\r\n-2\r\n{}\r\n0\r\n\r\n` },
  { form: 'a chunk size with 0x', sent: `${POST}${CHUNKED}\r\n0x2\r\n{}\r\n0\r\n\r\n` },
  { form: 'a chunk size beyond all numbers', sent: `${POST}${CHUNKED}\r\nfffffffffffffffff\r\n{}\r\n0\r\n\r\n` },
  { form: 'a chunk that is longer than it says', sent: `${POST}${CHUNKED}\r\n2\r\n{}XX\r\n0\r\n\r\n` },
  { form: 'a length in the trailer', sent: `${POST}${CHUNKED}\r\n2\r\n{}\r\n0\r\nContent-Length: 9\r\n\r\n` },
  { form: 'no version', sent: 'GET /health/live\r\n' },
  { form: 'no request at all', sent: 'hello\r\n\r\n' },
])('answers 400 to $form, closes, and executes nothing (F-E16)', async ({ sent }) => {
  const said = await exchange(service.url, `${sent}${SMUGGLED}`);
  expect(said.match(/HTTP\/1\.1 /g)).toHaveLength(1);
  const { status, headers, body } = firstAnswer(said);
  expect(status).toBe(400);
  expect(headers).toMatchObject({
    'content-type': 'application/problem+json',
    'content-length': String(body.length),
    connection: 'close',
  });
  expect(JSON.parse(body)).toEqual({
    type: `${PROBLEM_TYPES}request_invalid`,
    title: 'Invalid request',
    status: 400,
    detail: 'The request is not as this route wants it.',
    reason: 'request_invalid',
  });
  expect(tokenRequests()).toBe(0);
  expect(service.logged.slice(atStart)).toEqual([]);
});

it('answers requests in a row, and executes each (F-E16)', async () => {
  const chunked = `${POST}${CHUNKED}\r\n2;extension="fine"\r\n{}\r\n0\r\n\r\n`;
  const said = await exchange(service.url, `${GET}\r\n${POST}Content-Length: 2\r\n\r\n{}${chunked}${SMUGGLED}`);
  expect([...said.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual(['200', '200', '200', '200']);
  expect(tokenRequests()).toBe(1);
});

it.each([
  { form: 'no host', sent: 'GET /health/live HTTP/1.1\r\n' },
  { form: 'two hosts', sent: `${GET}Host: evil.example\r\n` },
])('answers 400 to $form (RFC 9112 §3.2)', async ({ sent }) => {
  const { status, body, headers } = firstAnswer(await exchange(service.url, `${sent}Connection: close\r\n\r\n`));
  expect({ status, reason: JSON.parse(body).reason }).toEqual({ status: 400, reason: 'request_invalid' });
  expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
});

it('answers HTTP/1.0 without a host', async () => {
  expect(firstAnswer(await exchange(service.url, 'GET /health/live HTTP/1.0\r\n\r\n')).status).toBe(200);
});

it('answers 413 to chunk extensions that never end (F-E06)', async () => {
  const { status, body } = firstAnswer(
    await exchange(service.url, `${POST}${CHUNKED}\r\n2;${'a'.repeat(20_000)}\r\n{}\r\n0\r\n\r\n`),
  );
  expect({ status, reason: JSON.parse(body).reason }).toEqual({ status: 413, reason: 'body_too_large' });
});
