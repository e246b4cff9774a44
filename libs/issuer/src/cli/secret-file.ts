import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A secret made up for one run, in a file that only its owner can read. */
export interface SecretFile {
  readonly secret: string;
  readonly path: string;
  remove(): Promise<void>;
}

export async function createSecretFile(): Promise<SecretFile> {
  const directory = await mkdtemp(join(tmpdir(), 'portero-issuer-'));
  const path = join(directory, 'client-secret');
  const secret = randomBytes(32).toString('base64url');
  await writeFile(path, secret, { mode: 0o600, flag: 'wx' });
  return { secret, path, remove: () => rm(directory, { recursive: true, force: true }) };
}
