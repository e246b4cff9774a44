import { createSecretKey, randomBytes } from 'node:crypto';
import { ManualClock } from '../../test/manual-clock.js';
import { Nonces } from './nonces.js';

const STEP = 128_000;

let clock: ManualClock;
beforeEach(() => {
  clock = new ManualClock();
  // At the beginning of a step.
  clock.advance(STEP - (clock.now() % STEP));
});

it('gives one nonce for a step, and another one for the next', () => {
  const nonces = new Nonces(undefined, clock);
  const first = nonces.current();
  // RFC 9449 §8.1: letters that fit into a field and a claim.
  expect(first).toMatch(/^[\w-]{43}$/);
  clock.advance(STEP - 1);
  expect(nonces.current()).toBe(first);
  clock.advance(1);
  expect(nonces.current()).not.toBe(first);
});

it('takes a nonce for at least one step, and at most two', () => {
  const nonces = new Nonces(undefined, clock);
  const nonce = nonces.current();
  expect(nonces.isGood(nonce)).toBe(true);
  clock.advance(2 * STEP - 1);
  expect(nonces.isGood(nonce)).toBe(true);
  clock.advance(1);
  expect(nonces.isGood(nonce)).toBe(false);
});

it('takes the nonces of another instance with the same secret, also of one whose clock is ahead', () => {
  const secret = createSecretKey(randomBytes(32));
  const ahead = new ManualClock();
  ahead.setWall(clock.now() + STEP);
  const [one, two] = [new Nonces(secret, clock), new Nonces(secret, ahead)];
  expect(two.isGood(one.current())).toBe(true);
  expect(one.isGood(two.current())).toBe(true);
  ahead.advance(STEP);
  expect(one.isGood(two.current())).toBe(false);
});

it('takes no nonce of another secret, and none that was made up', () => {
  const nonces = new Nonces(undefined, clock);
  const others = [undefined, createSecretKey(randomBytes(32))].map((secret) => new Nonces(secret, clock).current());
  const near = `${nonces.current().slice(0, -1)}_`;
  for (const nonce of ['', ...others, near, `${nonces.current()}=`]) expect(nonces.isGood(nonce)).toBe(false);
});
