import { readFile } from 'node:fs/promises';
import { Refusal } from '../bearer/refusal.js';
import type { CommonSettings } from './common-settings.js';

/** How to get the secret at each request: a file is read again, so that a rotated secret is used without a restart. */
export function clientSecretOf({ clientSecret, clientSecretFile }: CommonSettings): () => Promise<string> {
  if (!clientSecretFile) return async () => clientSecret?.reveal() ?? '';
  return async () => {
    const unreadable = (actual: string, cause?: unknown) =>
      new Refusal('client_secret_unreadable', { cause, expected: `a secret in ${clientSecretFile}`, actual });
    const text = await readFile(clientSecretFile, 'utf8').catch((cause: unknown) => {
      throw unreadable('it cannot be read', cause);
    });
    const secret = text.split('\n', 1)[0]?.trim();
    if (!secret) throw unreadable('its first line is empty');
    return secret;
  };
}
