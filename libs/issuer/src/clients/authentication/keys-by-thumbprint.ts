import { type CertificateHash, isValidAt, readCertificate, thumbprint } from '../certificate.js';
import type { KeySource } from './assertion-rules.js';

/** The header member that names the certificate, and the digest in it (RFC 7515 §4.1.7 and §4.1.8), by `alg`. */
const THUMBPRINTS: ReadonlyMap<unknown, { member: string; hash: CertificateHash }> = new Map([
  ['PS256', { member: 'x5t#S256', hash: 'sha256' } as const],
  ['RS256', { member: 'x5t', hash: 'sha1' } as const],
]);

/** The key of the client's registered certificate that the header names; none when it is expired. `x5c` proves nothing. */
export const keysByThumbprint: KeySource = ({ certificates = [] }, { header }, now) => {
  const named = THUMBPRINTS.get(header.alg);
  if (!named) return [];
  return certificates
    .map(readCertificate)
    .filter((certificate) => thumbprint(certificate, named.hash) === header[named.member])
    .filter((certificate) => isValidAt(certificate, now))
    .map(({ publicKey }) => publicKey);
};
