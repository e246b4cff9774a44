import type { KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { certificatesIn, PemError, privateKeyIn } from '../client-credentials/authentication/pem.js';
import { algorithmFor } from '../client-credentials/authentication/signing-key.js';
import { authMethodOf, type ClientSettings } from './client-settings.js';

type Report = (setting: string, problem: string) => void;

/** What is in the files of key and certificate, at the start: later on, a request reports it. */
export function checkKeyFiles(settings: Partial<ClientSettings>, report: Report, now = Date.now()): void {
  const { clientKeyFile, clientCertFile } = settings;
  const key = clientKeyFile && contents(clientKeyFile, privateKeyIn, (problem) => report('clientKeyFile', problem));
  if (key && authMethodOf(settings, 'client_secret_basic') === 'private_key_jwt') checkAlgorithm(key, settings, report);
  const certificates =
    clientCertFile && contents(clientCertFile, certificatesIn, (problem) => report('clientCertFile', problem));
  if (certificates) checkCertificate(certificates[0], key || undefined, report, now);
}

function checkAlgorithm(key: KeyObject, { assertionAlgorithm }: Partial<ClientSettings>, report: Report): void {
  if (algorithmFor(key, assertionAlgorithm)) return;
  const fit = algorithmFor(key);
  if (fit) report('assertionAlgorithm', `is ${assertionAlgorithm}, which the client key is not for: ${fit} is`);
  else report('clientKeyFile', 'must hold an RSA key of 2048 bits or more, or an EC key on P-256');
}

function checkCertificate(certificate: X509Certificate, key: KeyObject | undefined, report: Report, now: number): void {
  const end = new Date(certificate.validTo);
  if (end.getTime() <= now) {
    report('clientCertFile', `has a certificate that expired on ${end.toISOString().slice(0, 10)}: renew it`);
  }
  if (key && !certificate.checkPrivateKey(key)) {
    report('clientCertFile', 'has a certificate that does not belong to the client key: take the two of one pair');
  }
}

function contents<T>(path: string, parse: (pem: string) => T, report: (problem: string) => void): T | undefined {
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch (error) {
    report(error instanceof PemError ? error.message : 'must be a file that this process can read');
    return undefined;
  }
}
