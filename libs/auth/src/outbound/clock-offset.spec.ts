import { LoopbackServer, reply } from '../../test/loopback-server.js';
import { ManualClock, START_SECONDS } from '../../test/manual-clock.js';
import { boundedFetch } from './bounded-fetch.js';
import { ClockOffset } from './clock-offset.js';

const ahead = (seconds: number) => ({ date: new Date((START_SECONDS + seconds) * 1000).toUTCString() });

it('knows nothing before an answer, then what the last one said', async () => {
  let fields: Record<string, string> = ahead(300);
  const server = await LoopbackServer.start((...exchange) => reply({}, 200, fields)(...exchange));
  const offset = new ClockOffset(new ManualClock());
  const fetch = offset.measuring(boundedFetch());
  expect(offset.seconds).toBeUndefined();

  const seen = [];
  for (fields of [ahead(300), ahead(-5), { date: 'soon' }, { ...ahead(0), age: 'x' }, { ...ahead(-70), age: '70' }]) {
    const response = await fetch(server.url('/'));
    seen.push([await response.json(), offset.seconds]);
  }
  expect(seen).toEqual([300, -5, -5, -5, 0].map((seconds) => [{}, seconds]));
});

it('does not take the fraction of a second that the field leaves out for a difference', async () => {
  const clock = new ManualClock();
  clock.advance(900);
  const offset = new ClockOffset(clock);
  await offset.measuring(async () => new Response(null, { headers: ahead(0) }))('http://127.0.0.1/');
  expect(offset.seconds).toBe(0);
});

it('takes the middle of a long call, and hands errors on', async () => {
  const clock = new ManualClock();
  const answer = async () => {
    clock.advance(4_000);
    return new Response(null, { headers: ahead(2) });
  };
  const offset = new ClockOffset(clock);
  await offset.measuring(answer)('http://127.0.0.1/');
  expect(offset.seconds).toBe(0);

  const gone = new Error('gone');
  await expect(offset.measuring(() => Promise.reject(gone))('http://127.0.0.1/')).rejects.toBe(gone);
  expect(offset.seconds).toBe(0);
});
