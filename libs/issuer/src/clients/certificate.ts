import { createHash, X509Certificate } from 'node:crypto';

export type CertificateHash = 'sha1' | 'sha256';

/** @throws Error for what is no certificate in PEM */
export function readCertificate(pem: string): X509Certificate {
  return new X509Certificate(pem);
}

/** base64url of the digest of the DER encoding, as in `x5t` and `x5t#S256`. */
export function thumbprint({ raw }: X509Certificate, hash: CertificateHash): string {
  return createHash(hash).update(raw).digest('base64url');
}

/** @param now seconds since the epoch */
export function isValidAt({ validFrom, validTo }: X509Certificate, now: number): boolean {
  return Date.parse(validFrom) <= now * 1000 && now * 1000 <= Date.parse(validTo);
}
