import { filtered, jsonLines, NO_FILTER, valuesOf } from './event-filter.js';

const EVENTS = [
  { id: 1, at: 't1', name: 'token_cache', provider: 'azure', outcome: 'hit' },
  { id: 2, at: 't2', name: 'token_failed', provider: 'local', reason: 'provider_throttled' },
  { id: 3, at: 't3', name: 'token_cache', provider: 'local', outcome: 'miss' },
  { id: 4, at: 't4', name: 'fault_injected', fault: 'slow' },
];

describe('the filter', () => {
  it.each([
    [{}, [1, 2, 3, 4]],
    [{ text: ' THROTTLED ' }, [2]],
    [{ text: 't3' }, [3]],
    [{ name: 'token_cache' }, [1, 3]],
    [{ provider: 'local' }, [2, 3]],
    [{ name: 'token_cache', provider: 'local', text: 'miss' }, [3]],
    [{ text: 'nothing like it' }, []],
  ])('%j', (filter, ids) => {
    expect(filtered(EVENTS, { ...NO_FILTER, ...filter }).map(({ id }) => id)).toEqual(ids);
  });

  it('offers each value once', () => {
    expect(valuesOf(EVENTS, 'name')).toEqual(['fault_injected', 'token_cache', 'token_failed']);
    expect(valuesOf(EVENTS, 'provider')).toEqual(['azure', 'local']);
  });
});

it('writes one event a line', () => {
  const lines = jsonLines(EVENTS.slice(0, 2)).split('\n');
  expect(lines.map((line) => line && JSON.parse(line))).toEqual([EVENTS[0], EVENTS[1], '']);
});
