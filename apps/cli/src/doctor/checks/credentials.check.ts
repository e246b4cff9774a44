import { readFile } from 'node:fs/promises';
import { Refusal, variableName } from '@portero/auth';
import { secretOfAnotherProcess } from '../../cli.config.js';
import type { Check, Subject } from '../check.js';
import { type Finding, fault, ok, skipped, warning } from '../finding.js';
import { GUID } from '../hints/guid.js';

const DAY = 24 * 60 * 60 * 1000;
const SOON = 14;

/** There is a client, and what it proves itself with lasts. */
export const credentials: Check = {
  name: 'credentials',
  needs: [],
  async run(subject) {
    const { settings, provider, environment } = subject;
    if (!provider.client) return [skipped(`no client is configured (${variableName('clientId', settings.name)})`)];
    const unknown = secretOfAnotherProcess(settings, environment);
    if (unknown) return [skipped(unknown)];
    try {
      const findings = [expiry(await provider.client.credentialExpiry(), subject)];
      return (await isSecretId(subject)) ? [secretId(settings.name), ...findings] : findings;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return [fault(`${error.expected}: ${error.actual}`, 'restore the file, and let this process read it')];
    }
  },
};

function expiry(end: Date | undefined, { settings, clock }: Subject): Finding {
  const certificate = Boolean(settings.clientCertFile);
  const expires = variableName('clientSecretExpires', settings.name);
  if (!end) {
    const hasSecret = settings.clientSecret ?? settings.clientSecretFile;
    const told = hasSecret ? ` (${expires} can)` : '';
    return ok(`client ${settings.clientId}: nobody tells when its credentials end${told}`);
  }
  const days = Math.floor((end.getTime() - clock.now()) / DAY);
  const thing = certificate ? 'certificate' : 'secret';
  const renewed = certificate
    ? `make a new certificate, register it at the provider, and put it in ${variableName('clientCertFile', settings.name)}`
    : `make a new secret at the provider, put it in ${variableName('clientSecret', settings.name)}, and its end in ${expires}`;
  if (days < 0) return fault(`the ${thing} of client ${settings.clientId} ended on ${dayOf(end)}`, renewed);
  const message = `the ${thing} of client ${settings.clientId} ends in ${days} days, on ${dayOf(end)}`;
  return days < SOON ? warning(message, renewed) : ok(message);
}

const dayOf = (date: Date) => date.toISOString().slice(0, 10);

/** Entra's portal shows the id of a secret, a GUID, beside its value, which is none. */
async function isSecretId({ settings: { kind, clientSecret, clientSecretFile } }: Subject): Promise<boolean> {
  if (kind !== 'azure') return false;
  const text = clientSecretFile ? await readFile(clientSecretFile, 'utf8').catch(() => '') : clientSecret?.reveal();
  return GUID.test(text?.split('\n')[0]?.trim() ?? '');
}

function secretId(instance: string): Finding {
  const hint = `put the Value of the secret in ${variableName('clientSecret', instance)}, not its Secret ID (Entra: App registrations > Certificates & secrets)`;
  return warning('the client secret is a GUID, as the ID of a secret is and its value never is', hint);
}
