import { readFileSync } from 'node:fs';
import { REASONS } from '@portero/auth';
import request, { type Response } from 'supertest';
import { PROBLEMS } from '../src/problem/problems.js';
import { PROVIDER_ROWS, type ProviderRow } from './provider-environments.js';
import { exchange, firstAnswer } from './raw-connection.js';
import { PROBLEM_TYPES, PUBLIC_URL, type RunningService, startService } from './running-service.js';

const LOCAL = PROVIDER_ROWS.find(({ name }) => name === 'local') as ProviderRow;

const PAGE = readFileSync(new URL('../../../docs/troubleshooting.md', import.meta.url), 'utf8');

let service: RunningService;
beforeAll(async () => {
  service = await startService(LOCAL, { TOKEN_RATE_LIMIT: '1' });
});
afterAll(() => service.close());

const mint = (changes: Parameters<RunningService['issuer']['mint']>[1]) =>
  service.issuer.mint(LOCAL.personality, changes);
const students = async (token: string) => request(service.url).get('/students').set('authorization', `Bearer ${token}`);
const askForTokens = async () => {
  await request(service.url).post('/auth/system/cc/token');
  return request(service.url).post('/auth/system/cc/token');
};

const PROBLEM_OF: Readonly<Record<string, () => Promise<Pick<Response, 'body'>>>> = {
  expired: async () => students(await mint({ claims: { exp: 1_000_000_000 } })),
  permission_missing: async () => students(await mint({ permissions: [] })),
  rate_limited: askForTokens,
  not_found: async () => request(service.url).get('/no/such'),
  request_invalid: async () => ({ body: JSON.parse(firstAnswer(await exchange(service.url, 'hello\r\n\r\n')).body) }),
};

it.each(Object.keys(PROBLEM_OF))('the type of %s leads to its entry', async (reason) => {
  const problem = await PROBLEM_OF[reason]?.();
  const type: string = problem?.body.type;
  expect(type).toBe(`${PROBLEM_TYPES}${reason}`);

  const { text, headers } = await request(service.url).get(type.slice(PUBLIC_URL.length)).expect(200);
  expect(text.split('\n')[0]).toBe(`### ${reason}`);
  expect(headers['content-type']).toBe('text/markdown; charset=utf-8');
  expect(headers['cache-control']).toBe('public, max-age=86400');
});

it.each([...Object.keys(REASONS), ...Object.values(PROBLEMS).map(({ reason }) => reason)])(
  'tells of %s what the documentation has, and nothing else',
  async (reason) => {
    const { text } = await request(service.url).get(`/problems/${reason}`).expect(200);
    expect(text.startsWith(`### ${reason}\n`)).toBe(true);
    expect(PAGE).toContain(text.trim());
    expect(text.match(/^### /gm)).toHaveLength(1);
  },
);

it.each(['no_such_reason', '__proto__', 'constructor', 'Expired', '..%2f..%2fpackage.json', 'expired%00'])(
  'answers 404 to %s as a problem document that nobody keeps',
  async (reason) => {
    const { body, headers, text } = await request(service.url).get(`/problems/${reason}`).expect(404);
    expect(body).toMatchObject({ type: `${PROBLEM_TYPES}not_found`, reason: 'not_found' });
    expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(headers).not.toHaveProperty('cache-control');
    expect(text).not.toContain(reason);
  },
);

it.each(['/%zz', `/problems/${'x'.repeat(101)}`])(
  'answers a path that cannot be read as it answers all: %s',
  async (path) => {
    const { status, headers, body, text } = await request(service.url).get(path);
    expect({ status, type: headers['content-type'], reason: body.reason }).toEqual({
      status: 400,
      type: 'application/problem+json; charset=utf-8',
      reason: 'request_invalid',
    });
    expect(text).not.toMatch(/zz|xxx|FST_ERR/);
  },
);
