import { textLine } from './text-line.js';

const said = { level: 'warn', time: '2026-01-02T09:30:00.123Z', name: 'portero', context: 'Auth' };

it('is one line that people can read', () => {
  const fields = { route: 'GET /students', status: 401, asked: ['read:students'], peer: '127.0.0.1' };
  expect(textLine(JSON.stringify({ ...said, msg: 'bearer_refused', ...fields }))).toBe(
    '09:30:00.123 WARN  [Auth] bearer_refused route="GET /students" status=401 asked=["read:students"] peer=127.0.0.1\n',
  );
  expect(textLine(JSON.stringify({ ...said, context: undefined, msg: 'said' }))).toBe('09:30:00.123 WARN  said\n');
});

it.each(['\n', '\r', '\u001b[31m', '\u009b31m', '\u2028', '\u0000'])(
  'lets nothing through that a terminal obeys: %j',
  (bad) => {
    const line = textLine(JSON.stringify({ ...said, msg: `a${bad}b`, actual: `c${bad}d` }));
    expect(line.slice(0, -1)).toMatch(/^[\x20-\x7e]+$/);
    expect(line.endsWith('\n')).toBe(true);
  },
);
