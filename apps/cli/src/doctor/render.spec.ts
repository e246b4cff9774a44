import { renderLine } from './render.js';

const line = { check: 'token', provider: 'azure', sign: 'fault', message: 'refused', hint: 'mend it' } as const;

it('puts the hint under the line, with a sign or a word', () => {
  expect(renderLine(line, false)).toBe('✗ azure token: refused\n  mend it');
  expect(renderLine(line, true)).toBe('fault   azure token: refused\n        mend it');
});

it.each([
  { sign: 'ok', mark: '✓' },
  { sign: 'warning', mark: '!' },
  { sign: 'fault', mark: '✗' },
  { sign: 'skipped', mark: '-' },
] as const)('has $mark for $sign', ({ sign, mark }) => {
  expect(renderLine({ check: 'dns', sign, message: 'told' }, false)).toBe(`${mark} dns: told`);
});

it('lets nobody steer the terminal', () => {
  const names = 'names the issuer \u001b[2Jhttps://evil.example\n✓ all is well';
  expect(renderLine({ check: 'discovery', sign: 'ok', message: names }, false)).toBe(
    '✓ discovery: names the issuer ?[2Jhttps://evil.example?✓ all is well',
  );
});
