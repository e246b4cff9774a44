import { type Handler, LoopbackServer, reply } from '../../test/loopback-server.js';
import { START_SECONDS } from '../../test/manual-clock.js';
import { boundedFetch } from './bounded-fetch.js';
import { fetchJsonObject } from './fetch-json.js';

let server: LoopbackServer;
let origin: string;

beforeAll(async () => {
  server = await LoopbackServer.start(reply({}));
  origin = new URL(server.url()).origin;
});

function fetched(handler: Handler): Promise<Record<string, unknown>> {
  server.handler = handler;
  return fetchJsonObject(boundedFetch(), server.url('/keys?appid=x'), START_SECONDS * 1000);
}

it.each(['application/json', 'application/jwk-set+json', 'text/plain'])('reads an object sent as %s', async (type) => {
  expect(await fetched(reply({ keys: [] }, 200, { 'content-type': type }))).toEqual({ keys: [] });
  expect(server.requests.at(-1)).toMatchObject({ method: 'GET', headers: { accept: 'application/json' } });
});

it.each([
  ['HTML (F-A11)', '<!doctype html><title>Sign in</title>'],
  ['truncated JSON (F-A12)', '{"keys":['],
  ['nothing', ''],
  ['null', 'null'],
  ['a list', '[]'],
  ['a text', '"keys"'],
  ['a number', '1'],
])('refuses %s', async (_, body) => {
  await expect(fetched(reply(body))).rejects.toMatchObject({
    fault: 'not_json',
    message: `${origin} did not answer with a JSON object`,
    details: {},
  });
});

it.each([
  [201, {}, undefined],
  [404, {}, undefined],
  [500, {}, undefined],
  [503, { 'retry-after': '7' }, 7],
  [429, { 'retry-after': 'Tue, 14 Nov 2023 22:13:50 GMT' }, 30],
  [429, { 'retry-after': 'garbage' }, undefined],
])('refuses a %i with %j', async (status, headers, retryAfter) => {
  await expect(fetched(reply({ secret: 'x' }, status, headers))).rejects.toMatchObject({
    fault: 'status',
    message: `${origin} answered ${status}`,
    details: { status, retryAfter },
  });
});
