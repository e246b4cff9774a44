import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { parseCacheKeys } from './cache-keys.js';

const key = (bytes = 32) => randomBytes(bytes).toString('base64');

it.each([
  ['one key', key(), 1],
  ['two', `${key()},${key()}`, 2],
  ['two with blanks', ` ${key()} , ${key()}\n`, 2],
])('reads %s', (_, text, count) => {
  const parsed = parseCacheKeys(text);
  expect('keys' in parsed && parsed.keys.map(({ symmetricKeySize }) => symmetricKeySize)).toEqual(
    Array(count).fill(32),
  );
});

it.each([
  ['nothing', ''],
  ['a passphrase', 'correct horse battery staple'],
  ['hexadecimal', randomBytes(32).toString('hex')],
  ['16 bytes', key(16)],
  ['33 bytes', key(33)],
  ['base64url', `${'_-'.repeat(21)}A=`],
  ['no padding', key().slice(0, -1)],
  ['three keys', [key(), key(), key()].join(',')],
  ['a comma too many', `${key()},`],
])('takes %s for a fault, and says how to mend it', (_, text) => {
  expect(parseCacheKeys(text)).toEqual({
    fault: 'must be one or two base64 keys of 32 bytes, comma separated: make one with `openssl rand -base64 32`',
  });
});

it('prints no key', () => {
  const text = key();
  const hex = Buffer.from(text, 'base64').toString('hex').slice(0, 8);
  const printed = inspect(parseCacheKeys(text), { depth: null, showHidden: true });
  expect(printed).not.toContain(text);
  expect(printed.replace(/[ ,]/g, '')).not.toContain(hex);
});
