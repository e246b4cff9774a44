import { LoopbackServer } from '../../test/loopback-server.js';
import { recordedSpans, recordSpans } from '../../test/recorded-spans.js';
import { M2mHttp } from './m2m-http.js';
import { bearerFetch } from './token-fetch.js';

let api: LoopbackServer;
let http: M2mHttp;

beforeAll(recordSpans);
beforeEach(async () => {
  api = await LoopbackServer.start((response, { headers }) => {
    response.writeHead(headers.authorization === 'Bearer good' ? 200 : 401).end();
  });
  const getToken = async (_: unknown, { rejected }: { rejected?: string } = {}) => {
    const accessToken = rejected ? 'good' : 'old';
    return {
      accessToken,
      tokenType: 'Bearer',
      expiresIn: 60,
      outcome: 'hit',
      fetch: bearerFetch(accessToken),
    } as const;
  };
  http = new M2mHttp(getToken, { origins: [api.url()] });
});

it('is one span for each call, and the API is told which', async () => {
  await http.fetch(api.url('/items?q=hush'), { method: 'delete', headers: { accept: 'text/plain' } });
  const where = {
    'http.request.method': 'DELETE',
    'url.full': api.url('/items'),
    'server.address': '127.0.0.1',
    'server.port': Number(new URL(api.url()).port),
  };
  const spans = recordedSpans();
  expect(spans.map(({ name, status, attributes }) => ({ name, status, attributes }))).toEqual([
    {
      name: 'DELETE',
      status: { code: 2, message: '401' },
      attributes: { ...where, 'http.response.status_code': 401, 'error.type': '401' },
    },
    { name: 'DELETE', status: { code: 0 }, attributes: { ...where, 'http.response.status_code': 200 } },
  ]);
  expect(api.requests.map(({ headers }) => headers.traceparent)).toEqual(
    spans.map(({ traceId, spanId }) => `00-${traceId}-${spanId}-01`),
  );
  expect(api.requests.map(({ headers }) => headers.accept)).toEqual(['text/plain', 'text/plain']);
});

it('is a failure when nobody answers, of which no word is told but its kind', async () => {
  const url = api.url('/items');
  api.close();
  await expect(http.fetch(url)).rejects.toThrow('fetch failed');
  const [span] = recordedSpans();
  expect(span).toMatchObject({ name: 'GET', status: { code: 2, message: 'TypeError' } });
});
