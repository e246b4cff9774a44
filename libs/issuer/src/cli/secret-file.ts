import { lstat, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CliError } from '../cli.config.js';

/** The secret of the sample client, in a file that only its owner can read. */
export interface SecretFile {
  readonly path: string;
  remove(): Promise<void>;
}

interface Home {
  readonly parent: string;
  /** Absent where files have no owner, as on Windows, whose directory for temporary files is the user's own. */
  readonly uid?: number;
}

/**
 * Writes a secret where the same user and port always have it, so that settings outlive a restart.
 * @throws CliError there is a directory that others own or can use
 */
export async function writeSecretFile(
  port: number,
  secret: string,
  { parent, uid }: Home = { parent: tmpdir(), uid: process.geteuid?.() },
): Promise<SecretFile> {
  const directory = join(parent, `portero-issuer-${uid ?? 'user'}-${port}`);
  await makePrivate(directory, uid);
  const path = join(directory, 'client-secret');
  // A process that was killed leaves one.
  await rm(path, { force: true });
  await writeFile(path, secret, { mode: 0o600, flag: 'wx' });
  return { path, remove: () => rm(directory, { recursive: true, force: true }) };
}

async function makePrivate(directory: string, uid: number | undefined): Promise<void> {
  try {
    await mkdir(directory, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  // Not `stat`: whoever made a link could lead it elsewhere later.
  const found = await lstat(directory);
  if (found.isDirectory() && (uid === undefined || (found.uid === uid && (found.mode & 0o077) === 0))) return;
  throw new CliError(
    `${directory} is not a directory of yours alone (mode 0700): remove it, or choose another LOCAL_ISSUER_PORT.`,
  );
}
