import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** A file that does not hold what it should. The message says how to mend it and quotes nothing of the file. */
export class PemError extends Error {
  override readonly name = 'PemError';
}

/** @throws {PemError} no private key in PEM (RFC 7468), or an encrypted one */
export function privateKeyIn(pem: string): KeyObject {
  if (/BEGIN ENCRYPTED|Proc-Type: 4,ENCRYPTED/.test(pem)) {
    throw new PemError('is encrypted: store the key without a passphrase, for this process alone to read');
  }
  try {
    return createPrivateKey(pem);
  } catch {
    throw new PemError('must hold a private key in PEM (-----BEGIN PRIVATE KEY-----)');
  }
}

/** The certificate of the client, and those that lead to its authority. @throws {PemError} none in PEM (RFC 7468) */
export function certificatesIn(pem: string): [X509Certificate, ...X509Certificate[]] {
  try {
    const [first, ...others] = (pem.match(CERTIFICATE) ?? []).map((block) => new X509Certificate(block));
    if (first) return [first, ...others];
  } catch {
    // Told below: OpenSSL's words would not help to mend it.
  }
  throw new PemError('must hold a certificate in PEM (-----BEGIN CERTIFICATE-----)');
}
