import { Readable } from 'node:stream';
import { Misuse } from '../exit-code.js';
import { readAll, tokenIn } from './token-on-stdin.js';

it.each([
  { text: 'a.b.c', takenOff: [] },
  { text: 'a.b.c\n', takenOff: [] },
  { text: 'a.b.c\r\n', takenOff: [] },
  { text: '  a.b.c\t\n', takenOff: ['white space'] },
  { text: '"a.b.c"\n', takenOff: ['quotes'] },
  { text: "'a.b.c'", takenOff: ['quotes'] },
  { text: 'Bearer a.b.c', takenOff: ['"Bearer"'] },
  { text: 'bearer  a.b.c', takenOff: ['"Bearer"', 'white space'] },
  { text: '"Bearer a.b.c "\n', takenOff: ['quotes', '"Bearer"', 'white space'] },
])('takes the token out of $text', ({ text, takenOff }) => {
  const found = tokenIn(text);

  expect(found.token).toBe('a.b.c');
  expect([...found.takenOff].sort()).toEqual([...takenOff].sort());
});

it.each([
  { text: '', says: 'There is no token on standard input.' },
  { text: ' \n', says: 'There is no token on standard input.' },
  { text: '""', says: 'There is no token on standard input.' },
  { text: 'a.b.c d.e.f', says: 'more than one word' },
  { text: 'a.b.c\nd.e.f\n', says: 'more than one word' },
  { text: 'Bearer Bearer2 a.b.c', says: 'more than one word' },
])('refuses $text', ({ text, says }) => {
  expect(() => tokenIn(text)).toThrow(Misuse);
  expect(() => tokenIn(text)).toThrow(says);
});

it('keeps a quote that stands alone: a token with it is refused for it', () => {
  expect(tokenIn('"a.b.c')).toEqual({ token: '"a.b.c', takenOff: [] });
});

it('reads to the end, and no more than a token can have', async () => {
  expect(await readAll(Readable.from(['a.', Buffer.from('b'), '.c']))).toBe('a.b.c');
  await expect(readAll(Readable.from(Array(65).fill('x'.repeat(1024))))).rejects.toThrow('more than 65536 bytes');
});
