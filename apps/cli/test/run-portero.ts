import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

const PORTERO = fileURLToPath(new URL('../bin/portero.js', import.meta.url));

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the built command line with these variables and no others. */
export function portero(
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
  stdin = '',
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [PORTERO, ...args], { cwd: tmpdir(), env: variables });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    // It may end without reading what it is sent.
    child.stdin.on('error', () => {});
    child.stdin.end(stdin);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err }));
  });
}
