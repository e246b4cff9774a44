import { inspect } from 'node:util';
import { jest } from '@jest/globals';
import { ManualClock } from '../../../test/manual-clock.js';
import { BindingKey } from './binding-key.js';

const clock = new ManualClock();

it('is made once, however many want it at the same time', async () => {
  const key = new BindingKey(clock);
  const provers = await Promise.all([key.prover(), key.prover(), key.prover()]);
  expect(new Set(provers).size).toBe(1);
  expect(await key.thumbprint()).toBe(await key.thumbprint());
});

it('is another one for each that asks for a key of its own', async () => {
  const thumbprints = await Promise.all([new BindingKey(clock), new BindingKey(clock)].map((key) => key.thumbprint()));
  expect(thumbprints).toEqual([expect.stringMatching(/^[\w-]{43}$/), expect.stringMatching(/^[\w-]{43}$/)]);
  expect(new Set(thumbprints).size).toBe(2);
});

it('cannot be exported', async () => {
  const made = jest.spyOn(crypto.subtle, 'generateKey');
  await new BindingKey(clock).prover();
  expect(made.mock.calls).toEqual([[{ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']]]);
  made.mockRestore();
});

it('shows nothing of itself', async () => {
  const key = new BindingKey(clock);
  await key.prover();
  expect(Object.keys(key)).toEqual(['clock']);
  expect(inspect(key, { depth: null, showHidden: true })).not.toMatch(/CryptoKey|DPoP/);
});
