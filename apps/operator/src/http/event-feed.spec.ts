import { feedSurroundings } from '../../test/told-source.js';
import { EventFeed } from './event-feed.js';

const event = (id: number) => ({ id, at: `t${id}`, name: 'token_cache' });

function startedFeed() {
  const surroundings = feedSurroundings();
  const feed = new EventFeed('/operator/api/events', surroundings.around);
  feed.start();
  return { feed, ...surroundings };
}

describe('the stream', () => {
  it('is connecting, then connected, and what it tells is drawn together', () => {
    const { feed, last, pass, told } = startedFeed();
    let drawn = 0;
    expect(feed.value.connection).toBe('connecting');
    last().tell('open');
    expect([feed.value.connection, told]).toEqual(['connected', ['connected']]);

    feed.listen(() => {
      drawn += 1;
    });
    last().tell('audit', event(1), '1');
    last().tell('audit', event(2), '2');
    last().tell('gap', { missed: 4 });
    expect(feed.value.events).toEqual([]);
    pass(50);
    expect([drawn, feed.value.events, feed.value.missed]).toEqual([1, [event(1), event(2)], 4]);
  });

  it('leaves it to the browser to connect again', () => {
    const { feed, last, pass, sources, told } = startedFeed();
    last().tell('open');
    last().tell('error');
    pass(60_000);
    expect([feed.value.connection, sources.length, told]).toEqual(['reconnecting', 1, ['connected']]);
    last().tell('open');
    expect(feed.value.connection).toBe('connected');
  });

  it('asks again after a refusal, from the last event on', () => {
    const { feed, last, pass, sources, told } = startedFeed();
    last().tell('audit', event(7), '7');
    last().readyState = 2;
    last().tell('error');
    expect([feed.value.connection, told, sources.length]).toEqual(['reconnecting', ['refused'], 1]);
    pass(3_000);
    expect(sources.map(({ url }) => url)).toEqual(['/operator/api/events', '/operator/api/events?lastEventId=7']);
  });

  it('does not ask again when it was stopped', () => {
    const { feed, last, pass, sources } = startedFeed();
    last().readyState = 2;
    last().tell('error');
    feed.stop();
    pass(60_000);
    expect(sources).toHaveLength(1);
  });

  it('counts what came faster than it could be drawn', () => {
    const { feed, last, pass } = startedFeed();
    for (let id = 1; id <= 2_010; id++) last().tell('audit', event(id), String(id));
    pass(50);
    expect([feed.value.missed, feed.value.events.length, feed.value.events.at(-1)?.id]).toEqual([10, 1_000, 2_010]);
  });
});
