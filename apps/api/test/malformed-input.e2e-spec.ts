import request from 'supertest';
import { PROVIDER_ROWS, type ProviderRow } from './provider-environments.js';
import { type RunningService, startService } from './running-service.js';

const LOCAL = PROVIDER_ROWS.find(({ name }) => name === 'local') as ProviderRow;

let service: RunningService;
beforeAll(async () => {
  service = await startService(LOCAL);
});
afterAll(() => service.close());

describe('malformed bodies (F-E08, F-E09)', () => {
  const body = (content: string | Buffer, type = 'application/json') =>
    request(service.url)
      .post('/auth/system/cc/token')
      .set('content-type', type)
      .send(content as string);

  it.each([
    { sent: 'cut JSON', content: '{"scope":', status: 400, reason: 'request_invalid' },
    { sent: 'a list', content: '[]', status: 400, reason: 'request_invalid' },
    { sent: 'null', content: 'null', status: 400, reason: 'request_invalid' },
    { sent: 'a text', content: '"x"', status: 400, reason: 'request_invalid' },
    { sent: 'a scope that is a list', content: '{"scope":["a"]}', status: 400, reason: 'request_invalid' },
    { sent: 'a scope with a line break', content: '{"scope":"a\\nb"}', status: 400, reason: 'request_invalid' },
    { sent: 'an empty audience', content: '{"audience":""}', status: 400, reason: 'request_invalid' },
    { sent: 'a prototype', content: '{"__proto__":{"provider":"x"}}', status: 400, reason: 'request_invalid' },
    { sent: 'a constructor', content: '{"constructor":{"prototype":{}}}', status: 400, reason: 'request_invalid' },
    {
      sent: 'a provider named like a property',
      content: '{"provider":"__proto__"}',
      status: 400,
      reason: 'provider_unknown',
    },
    { sent: '100 KB', content: `{"scope":"${'a'.repeat(100_000)}"}`, status: 413, reason: 'body_too_large' },
  ])('answers $status $reason to $sent', async ({ content, status, reason }) => {
    const answer = await body(content);
    expect({ status: answer.status, reason: answer.body.reason }).toEqual({ status, reason });
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  });

  it('answers 415 to another media type', async () => {
    const answer = await body('scope=a', 'application/x-www-form-urlencoded');
    expect({ status: answer.status, reason: answer.body.reason }).toEqual({
      status: 415,
      reason: 'media_type_unsupported',
    });
  });
});
