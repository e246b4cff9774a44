import { readFileSync } from 'node:fs';
import { portero } from './run-portero.js';

it('prints its version', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  expect(await portero(['--version'], {})).toEqual({ code: 0, out: `${version}\n`, err: '' });
});
