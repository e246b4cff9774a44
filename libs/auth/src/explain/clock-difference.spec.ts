import { LoopbackServer, reply } from '../../test/loopback-server.js';
import { ManualClock, START_SECONDS } from '../../test/manual-clock.js';
import { boundedFetch } from '../outbound/bounded-fetch.js';
import { clockDifference } from './clock-difference.js';

const fieldAt = (seconds: number) => ({ date: new Date((START_SECONDS + seconds) * 1000).toUTCString() });

it.each([
  [fieldAt(0), 0],
  [fieldAt(300), 300],
  [fieldAt(-300), -300],
  [{ date: 'yesterday' }, undefined],
])('reads the field %j as %j', async (fields, difference) => {
  const server = await LoopbackServer.start(reply({}, 404, fields));
  expect(await clockDifference(server.url('/keys'), boundedFetch(), new ManualClock())).toBe(difference);
});

it('does not fail with the server', async () => {
  const server = await LoopbackServer.start(reply({}));
  const url = server.url('/keys');
  server.close();
  expect(await clockDifference(url, boundedFetch(), new ManualClock())).toBeUndefined();
});
