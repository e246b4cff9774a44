import type { ClientCredentials } from '../client-credentials/authentication/client-authentication.js';
import { certificatesIn, PemError } from '../client-credentials/authentication/pem.js';
import { clientSecretsOf } from './client-secret.js';
import { type ClientSettings, materialSettings } from './client-settings.js';
import { readMaterial, unreadable } from './material-file.js';

type Settings = Partial<ClientSettings> & { readonly name: string };

/** How to get what the client proves itself with: every file is read again at each call. */
export function clientMaterial(settings: Settings): Pick<ClientCredentials, 'read' | 'secrets'> {
  const secrets = clientSecretsOf(settings);
  const read: ClientCredentials['read'] = async (material) => {
    if (material === 'secret') return (await secrets())[0];
    const setting = materialSettings(settings)[material];
    const path = settings[setting];
    if (typeof path !== 'string') return '';
    const text = (await readMaterial(path, setting, settings.name)).trim();
    if (!text) throw unreadable(setting, settings.name, 'it is empty');
    return text;
  };
  return { read, secrets };
}

/**
 * The certificate's end as its file is now, or the secret's as it was declared. What cannot be read has none: that a file
 * is gone is known here before a token is wanted.
 *
 * @throws {Refusal} `client_secret_unreadable`
 */
export async function credentialExpiry(settings: Settings, read: ClientCredentials['read']): Promise<Date | undefined> {
  for (const material of ['secret', 'key', 'federatedToken'] as const) await read(material);
  if (!settings.clientCertFile) return settings.clientSecretExpires;
  const pem = await read('certificate');
  try {
    return new Date(certificatesIn(pem)[0].validTo);
  } catch (error) {
    throw error instanceof PemError ? unreadable('clientCertFile', settings.name, `it ${error.message}`) : error;
  }
}
