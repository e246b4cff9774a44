import type { ClientSettings } from './client-settings.js';
import { readMaterial, unreadable } from './material-file.js';

type Secrets = readonly [string, ...string[]];

/**
 * How to get the secrets at each request: a file is read again, so that a rotated secret is used without a restart.
 * It has the secret in use and, during a rotation, the next one in a second line.
 */
export function clientSecretsOf(settings: Partial<ClientSettings> & { readonly name: string }): () => Promise<Secrets> {
  const { name, clientSecret, clientSecretFile } = settings;
  if (!clientSecretFile) return async () => [clientSecret?.reveal() ?? ''];
  return async () => {
    const text = await readMaterial(clientSecretFile, 'clientSecretFile', name);
    const [first, ...others] = text
      .trimEnd()
      .split('\n')
      .map((line) => line.trim());
    if (!first) throw unreadable('clientSecretFile', name, 'its first line is empty');
    if (others.length > 1) throw unreadable('clientSecretFile', name, 'it has more than two lines');
    return [first, ...others];
  };
}
