import type { KeyObject, X509Certificate } from 'node:crypto';
import { Refusal } from '../../bearer/refusal.js';
import type { ClientCredentials } from './client-authentication.js';
import { certificatesIn, PemError, privateKeyIn } from './pem.js';

export interface KeyPair {
  readonly key: KeyObject;
  /** The client's own first; none when it has a bare key. */
  readonly certificates: readonly X509Certificate[];
}

/**
 * The key and the certificate as their files are now. Two files are never rewritten at the same moment: a request
 * between the two is put off, not sent with a proof that the provider would hold against the client.
 *
 * @throws {Refusal} `client_secret_unreadable`
 */
export async function readKeyPair(client: Pick<ClientCredentials, 'read'>): Promise<KeyPair> {
  const key = read('key', privateKeyIn, await client.read('key'));
  const pem = await client.read('certificate');
  const certificates = pem ? read('certificate', certificatesIn, pem) : [];
  if (certificates[0]?.checkPrivateKey(key) === false) {
    throw unreadable('certificate', 'does not belong to the key');
  }
  return { key, certificates };
}

function read<T>(what: string, parse: (pem: string) => T, pem: string): T {
  try {
    return parse(pem);
  } catch (error) {
    throw error instanceof PemError ? unreadable(what, error.message) : error;
  }
}

function unreadable(what: string, problem: string): Refusal {
  return new Refusal('client_secret_unreadable', { expected: `the client's ${what}`, actual: `its file ${problem}` });
}
