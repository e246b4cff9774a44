import { createHash, type X509Certificate } from 'node:crypto';
import type { ModifyAssertionFunction } from 'oauth4webapi';
import type { Attempt, ClientCredentials } from './client-authentication.js';

/** Seconds. RFC 7523 §3 wants it short; this leaves room for a clock that is a minute off. */
const LIFETIME = 120;

/**
 * What oauth4webapi's assertion (RFC 7523 §3: iss and sub are the client, jti is random) does not know: the audience
 * that this provider wants, as one string; the injected time; and the certificate by which Entra ID finds the key.
 */
export function assertionOf(
  { assertion }: Pick<ClientCredentials, 'assertion'>,
  { issuer, url, now }: Attempt,
  certificates: readonly X509Certificate[] = [],
): ModifyAssertionFunction {
  const [certificate] = certificates;
  const iat = Math.floor(now / 1000);
  return (header, payload) => {
    header.typ = 'JWT';
    if (certificate) header['x5t#S256'] = thumbprint(certificate, 'sha256');
    // Entra ID looks for the older one with RS256.
    if (certificate && header.alg === 'RS256') header.x5t = thumbprint(certificate, 'sha1');
    if (assertion.sendX5c) header.x5c = certificates.map(({ raw }) => raw.toString('base64'));
    Object.assign(payload, {
      aud: assertion.audience === 'issuer' ? issuer : url,
      iat,
      nbf: iat,
      exp: iat + LIFETIME,
    });
  };
}

/** RFC 7515 §4.1.7 and §4.1.8. */
function thumbprint({ raw }: X509Certificate, hash: 'sha1' | 'sha256'): string {
  return createHash(hash).update(raw).digest('base64url');
}
