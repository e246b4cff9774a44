import 'reflect-metadata';
import { type KeyObject, webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  SubjectAlternativeNameExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { exportPKCS8 } from 'jose';

const EC = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

const RSA = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};

/** 2023-11-14 is between them by the injected clock, and today by the real one that TLS goes by. */
const PERIOD = { notBefore: new Date('2023-01-01T00:00:00Z'), notAfter: new Date('2099-01-01T00:00:00Z') };

/** A certificate and its key, in PEM. */
export interface TestIdentity {
  readonly cert: string;
  readonly key: string;
  readonly certificate: X509Certificate;
  readonly keys: webcrypto.CryptoKeyPair;
}

export interface IdentityOptions {
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** Default: itself. */
  readonly issuer?: TestIdentity;
  readonly isAuthority?: boolean;
  /** Default: `EC` on P-256. */
  readonly keyType?: 'EC' | 'RSA';
  /** Instead of new ones. */
  readonly keys?: webcrypto.CryptoKeyPair;
}

/** @param name e.g. `C=ES, O=Example, CN=portero` */
export async function identity(name: string, options: IdentityOptions = {}): Promise<TestIdentity> {
  const { issuer, isAuthority = false, keyType = 'EC', ...given } = options;
  const keys =
    given.keys ?? (await webcrypto.subtle.generateKey(keyType === 'EC' ? EC : RSA, true, ['sign', 'verify']));
  const signingKey = (issuer?.keys ?? keys).privateKey;
  const certificate = await X509CertificateGenerator.create({
    ...PERIOD,
    ...given,
    subject: name,
    issuer: issuer?.certificate.subject ?? name,
    publicKey: keys.publicKey,
    signingKey,
    signingAlgorithm: signingKey.algorithm.name === EC.name ? EC : RSA,
    extensions: [
      new BasicConstraintsExtension(isAuthority, undefined, true),
      new SubjectAlternativeNameExtension([{ type: 'ip', value: '127.0.0.1' }]),
    ],
  } as Parameters<typeof X509CertificateGenerator.create>[0]);
  return {
    cert: certificate.toString('pem'),
    key: await exportPKCS8(keys.privateKey as unknown as KeyObject),
    certificate,
    keys,
  };
}
