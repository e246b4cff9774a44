import request from 'supertest';
import { PROVIDER_ROWS, type ProviderRow } from './provider-environments.js';
import { type RunningService, startService } from './running-service.js';

const LOCAL = PROVIDER_ROWS.find(({ name }) => name === 'local') as ProviderRow;
const ANY_ANSWER = ['connection', 'content-length', 'content-type', 'date', 'keep-alive', 'x-request-id'];
const CLOSED = "base-uri 'none';form-action 'none';frame-ancestors 'none'";

const ALWAYS = {
  'content-security-policy': `default-src 'none';${CLOSED}`,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** The headers of an answer but those that every answer of any server has. */
async function headersOf(service: RunningService, path: string): Promise<Record<string, string>> {
  const { headers } = await request(service.url).get(path);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !ANY_ANSWER.includes(name)));
}

describe('a service without documents, known by https', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await startService(LOCAL, { API_DOCS: 'off' });
  });
  afterAll(() => service.close());

  it.each([
    { answer: 'an answer', path: '/.well-known/oauth-protected-resource', more: ['cache-control'] },
    { answer: 'a refusal', path: '/products', more: ['cache-control', 'www-authenticate'] },
    { answer: 'an unknown route', path: '/no/such', more: [] },
    { answer: 'a malformed path', path: '/%zz', more: [] },
  ])('sends these headers and no others with $answer', async ({ path, more }) => {
    const { ...headers } = await headersOf(service, path);
    for (const name of more) delete headers[name];
    expect(headers).toEqual({ ...ALWAYS, 'strict-transport-security': 'max-age=31536000' });
  });
});

describe('a service with documents, known by http', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await startService(LOCAL, { PUBLIC_URL: 'http://localhost:3001' });
  });
  afterAll(() => service.close());

  it('lets the page of the documents load what is its own', async () => {
    expect((await headersOf(service, '/docs'))['content-security-policy']).toBe(
      `default-src 'none';script-src 'self';style-src 'self' 'unsafe-inline';img-src 'self' data:;connect-src 'self';${CLOSED}`,
    );
    const { text } = await request(service.url).get('/docs').expect(200);
    expect(text).not.toMatch(/<script>|\son\w+=|(?:src|href)=["'](?:https?:)?\/\//);
    const [, script] = /<script src="([^"]+)"/.exec(text) ?? [];
    await request(service.url)
      .get(String(new URL(String(script), `${service.url}/docs`).pathname))
      .expect(200);
  });

  it('does not demand https', async () => {
    expect(await headersOf(service, '/health/live')).not.toHaveProperty('strict-transport-security');
  });
});
