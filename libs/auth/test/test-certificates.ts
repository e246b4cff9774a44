import 'reflect-metadata';
import { createPrivateKey, webcrypto, X509Certificate } from 'node:crypto';
import { BasicConstraintsExtension, SubjectAlternativeNameExtension, X509CertificateGenerator } from '@peculiar/x509';

const P256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
export const RSA = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};

/** PEM texts of a private key and its certificate. */
export interface CertifiedKey {
  readonly key: string;
  readonly cert: string;
}

interface Wish {
  readonly commonName: string;
  /** Default: P-256. */
  readonly algorithm?: typeof P256 | typeof RSA;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

export interface TestAuthority {
  readonly cert: string;
  /** A certificate for clients and for a server on 127.0.0.1. */
  issue(wish: Wish): Promise<CertifiedKey>;
}

const DAY = 24 * 60 * 60 * 1000;
const validity = ({ notBefore, notAfter }: Pick<Wish, 'notBefore' | 'notAfter'>) => ({
  notBefore: notBefore ?? new Date(Date.now() - DAY),
  notAfter: notAfter ?? new Date(Date.now() + DAY),
});

async function pemOf({ privateKey }: webcrypto.CryptoKeyPair): Promise<string> {
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', privateKey));
  return createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
    .export({ type: 'pkcs8', format: 'pem' })
    .toString();
}

const newKeys = (algorithm: Wish['algorithm'] = P256) =>
  webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);

/** A certificate under its own key. */
export async function selfSigned(wish: Wish): Promise<CertifiedKey> {
  const keys = await newKeys(wish.algorithm);
  const certificate = await X509CertificateGenerator.createSelfSigned(
    { name: `CN=${wish.commonName}`, keys, signingAlgorithm: wish.algorithm ?? P256, ...validity(wish) },
    webcrypto,
  );
  return { key: await pemOf(keys), cert: certificate.toString('pem') };
}

export async function testAuthority(commonName = 'Test authority'): Promise<TestAuthority> {
  const keys = await newKeys();
  const root = await X509CertificateGenerator.createSelfSigned(
    {
      name: `CN=${commonName}`,
      keys,
      signingAlgorithm: P256,
      extensions: [new BasicConstraintsExtension(true, undefined, true)],
      ...validity({}),
    },
    webcrypto,
  );
  return {
    cert: root.toString('pem'),
    async issue(wish) {
      const { publicKey, privateKey } = await newKeys(wish.algorithm);
      const certificate = await X509CertificateGenerator.create(
        {
          subject: `CN=${wish.commonName}`,
          issuer: root.subject,
          publicKey,
          signingKey: keys.privateKey,
          signingAlgorithm: P256,
          extensions: [new SubjectAlternativeNameExtension([{ type: 'ip', value: '127.0.0.1' }])],
          ...validity(wish),
        },
        webcrypto,
      );
      return { key: await pemOf({ publicKey, privateKey }), cert: certificate.toString('pem') };
    },
  };
}

/** What a provider registers of a certificate that it trusts by itself. */
export function jwkOf(pem: string) {
  const { publicKey, raw } = new X509Certificate(pem);
  return { ...publicKey.export({ format: 'jwk' }), x5c: [raw.toString('base64')] };
}
