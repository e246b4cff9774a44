import { readFileSync } from 'node:fs';

/** Of this package, such as `0.1.0`. */
export function readVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return version;
}
