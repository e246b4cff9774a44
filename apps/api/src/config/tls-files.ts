import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import type { Fault } from '@portero/auth';

/** A private key and its certificate with the chain, PEM. */
export interface TlsIdentity {
  readonly key: string;
  readonly cert: string;
}

/** The files of TLS_KEY_FILE and TLS_CERT_FILE, checked: a service that nobody can talk to does not start. */
export function readTls(
  environment: Readonly<Record<string, string | undefined>>,
  now: number,
): { identity?: TlsIdentity; faults: Fault[] } {
  const { TLS_KEY_FILE, TLS_CERT_FILE, RESOURCE_SERVER_URL } = environment;
  if (!TLS_KEY_FILE && !TLS_CERT_FILE) return { faults: [] };
  if (!TLS_KEY_FILE) return fault('TLS_KEY_FILE', 'is required with TLS_CERT_FILE: the private key of the certificate');
  if (!TLS_CERT_FILE) return fault('TLS_CERT_FILE', 'is required with TLS_KEY_FILE: the certificate of the key');

  const key = read(TLS_KEY_FILE, 'TLS_KEY_FILE', 'a private key, not encrypted', createPrivateKey);
  const cert = read(TLS_CERT_FILE, 'TLS_CERT_FILE', 'a certificate', (pem) => new X509Certificate(pem));
  const faults = [...key.faults, ...cert.faults];
  if (key.parsed && cert.parsed) faults.push(...mismatch(key.parsed, cert.parsed, now));
  if (faults.length === 0) faults.push(...unusable({ key: key.pem, cert: cert.pem }));
  if (!RESOURCE_SERVER_URL) {
    const problem =
      'is required with TLS_CERT_FILE: an https URL whose certificate this machine trusts (for a call to itself: PUBLIC_URL)';
    faults.push({ variable: 'RESOURCE_SERVER_URL', problem });
  }
  return { identity: { key: key.pem, cert: cert.pem }, faults };
}

function read<T>(file: string, variable: string, what: string, parse: (pem: string) => T) {
  let pem = '';
  try {
    pem = readFileSync(file, 'utf8');
    return { pem, parsed: parse(pem), faults: [] };
  } catch {
    return { pem, ...fault(variable, pem ? `must be a PEM file with ${what}` : 'names a file that cannot be read') };
  }
}

function mismatch(key: KeyObject, certificate: X509Certificate, now: number): Fault[] {
  if (!certificate.checkPrivateKey(key)) return fault('TLS_KEY_FILE', 'is not the key of TLS_CERT_FILE').faults;
  if (Date.parse(certificate.validTo) <= now) return fault('TLS_CERT_FILE', 'has expired: get a new one').faults;
  return Date.parse(certificate.validFrom) > now ? fault('TLS_CERT_FILE', 'is not valid yet').faults : [];
}

/** Keys that are too short, and chains that are broken off. */
function unusable(identity: TlsIdentity): Fault[] {
  try {
    createSecureContext(identity);
    return [];
  } catch {
    return fault('TLS_CERT_FILE', 'and TLS_KEY_FILE are refused by OpenSSL: a short key, or a broken chain').faults;
  }
}

function fault(variable: string, problem: string): { parsed?: undefined; faults: Fault[] } {
  return { faults: [{ variable, problem }] };
}
