import type { JWK } from 'jose';
import type { RegisteredClient } from '../options.js';
import { readCertificate } from './certificate.js';

/** What is wrong with the credentials of a client, each in one sentence without a secret in it. */
export function credentialFaults(client: RegisteredClient): string[] {
  const { id, secret, otherSecrets = [], expiredSecrets = [], certificates = [], jwks = [] } = client;
  const federated = client.federatedCredentials?.flatMap(({ keys }) => keys) ?? [];
  return [
    ...([secret, ...otherSecrets, ...expiredSecrets].includes('') ? [`client "${id}" has an empty secret`] : []),
    ...(certificates.every(isCertificate) ? [] : [`client "${id}" has a certificate that is not PEM`]),
    ...([...jwks, ...federated].every(isPublicKey)
      ? []
      : [`client "${id}" has a JWK that is not a public RSA or EC key`]),
  ];
}

function isCertificate(pem: string): boolean {
  try {
    readCertificate(pem);
    return true;
  } catch {
    return false;
  }
}

function isPublicKey({ kty, d }: JWK): boolean {
  return (kty === 'RSA' || kty === 'EC') && d === undefined;
}
