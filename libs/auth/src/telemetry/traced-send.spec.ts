import { LoopbackServer, reply } from '../../test/loopback-server.js';
import { recordedSpans, recordSpans } from '../../test/recorded-spans.js';
import { tracedSend } from './traced-send.js';
import { traced, tracedCall } from './tracing.js';

let server: LoopbackServer;
beforeEach(async () => {
  server = await LoopbackServer.start(reply({}, 202));
});

it('sends the request as it is where there is no trace', async () => {
  const init = { method: 'PUT', headers: { 'x-mine': '1' } };
  const sent: unknown[] = [];
  await tracedSend('https://op.example/', init, async (...request) => {
    sent.push(...request);
    return new Response();
  });
  expect(sent).toEqual(['https://op.example/', init]);
  expect(sent[1]).toBe(init);
});

describe('within a trace', () => {
  beforeAll(recordSpans);

  it('sends the place in it along, and tells the call where it went', async () => {
    const headers = { accept: 'text/plain', traceparent: 'of someone else' };
    const url = server.url('/token?secret=hush');
    await tracedCall('call', {}, () => tracedSend(url, { method: 'POST', headers }, fetch));
    const [span] = recordedSpans();
    expect(server.requests[0]?.headers).toMatchObject({
      accept: 'text/plain',
      traceparent: `00-${span?.traceId}-${span?.spanId}-01`,
    });
    expect(span?.attributes).toEqual({
      'http.request.method': 'POST',
      'url.full': server.url('/token'),
      'server.address': '127.0.0.1',
      'server.port': Number(new URL(url).port),
      'http.response.status_code': 202,
    });
  });

  it.each([
    ['https://user:hush@op.example/keys?a=hush#hush', 'https://op.example/keys', 443],
    ['http://op.example/', 'http://op.example/', 80],
    ['https://op.example:8443', 'https://op.example:8443/', 8443],
  ])('tells of %s no more than where it leads', async (url, full, port) => {
    await tracedCall('call', {}, () => tracedSend(url, {}, async () => new Response()));
    const [span] = recordedSpans();
    expect(span?.attributes).toMatchObject({ 'url.full': full, 'server.address': 'op.example', 'server.port': port });
    expect(span?.attributes).toMatchObject({ 'http.request.method': 'GET' });
  });

  it('says nothing of a call to a span that is none', async () => {
    await traced('work', {}, () => tracedSend(server.url(), {}, fetch));
    const [span] = recordedSpans();
    expect(span?.attributes).toEqual({});
    expect(server.requests[0]?.headers.traceparent).toContain(span?.spanId);
  });
});
