import type { Material } from '../client-credentials/authentication/client-authentication.js';
import { CLIENT_AUTH_METHODS } from '../client-credentials/authentication/methods.js';
import { checkKeyFiles } from './check-key-files.js';
import { authMethodOf, type ClientSettings, materialSettings } from './client-settings.js';

type Report = (setting: string, problem: string) => void;

/** The ways to prove who we are, of which a client has one: each with the setting that tells it, and its name. */
const PROOFS = [
  ['clientSecret', 'client secret'],
  ['clientSecretFile', 'client secret'],
  ['clientKeyFile', 'client key'],
  ['federatedTokenFile', 'federated token'],
] as const;

const MENDED_BY: Readonly<Record<Material, string>> = {
  secret: 'set it (or the _FILE form of it), or choose another method',
  key: 'a file with the private key in PEM',
  certificate: 'a file with the certificate of the client key, in PEM',
  federatedToken: "the file that the platform keeps the workload's token in",
};

/** What must hold between the settings of a client. A setting with a fault of its own is absent here. */
export function checkClient(settings: Partial<ClientSettings>, report: Report): void {
  const [proof, ...others] = PROOFS.filter(([setting]) => settings[setting]);
  for (const [setting, name] of others) {
    const problem = name === proof?.[1] ? 'the secret itself' : `a ${proof?.[1]}`;
    report(setting, `is set beside ${problem}: keep one of the two`);
  }
  if (settings.clientId && !proof && !settings.clientCertFile) checkAbsent(settings, report);
  if (!settings.clientId && proof) report('clientId', `is required with a ${proof[1]}`);
  if (settings.clientId && proof) checkMaterial(settings, report);
  checkCompanions(settings, report);
  checkKeyFiles(settings, report);
}

function checkAbsent({ clientAuthMethod }: Partial<ClientSettings>, report: Report): void {
  if (clientAuthMethod) checkMaterial({ clientAuthMethod }, report);
  else
    report('clientSecret', 'is required with a client id (or the _FILE form of it, a key file, or a federated token)');
}

function checkMaterial(settings: Partial<ClientSettings>, report: Report): void {
  const method = authMethodOf(settings, 'client_secret_basic');
  const where = materialSettings(settings);
  for (const material of CLIENT_AUTH_METHODS[method].needs) {
    if (!settings[where[material]]) report(where[material], `is required by ${method}: ${MENDED_BY[material]}`);
  }
}

/** Settings that say something of another one, which is not there. */
function checkCompanions(settings: Partial<ClientSettings>, report: Report): void {
  const { clientId, clientCertFile, clientKeyFile, clientSecretExpires, sendX5c, dpop } = settings;
  if (clientCertFile && !clientKeyFile) report('clientKeyFile', 'is required with a certificate: its private key');
  if (sendX5c && !clientCertFile)
    report('sendX5c', 'goes with a certificate only: set the certificate, or leave it out');
  if (dpop && !clientId) report('dpop', 'goes with a client only: set the client id, or leave it out');
  if (clientSecretExpires && !settings.clientSecret && !settings.clientSecretFile) {
    report('clientSecretExpires', 'goes with a client secret only: a certificate tells its end itself');
  }
}
