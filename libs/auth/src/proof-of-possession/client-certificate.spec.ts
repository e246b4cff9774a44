import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Server, Socket } from 'node:net';
import { connect as connectPlain } from 'node:net';
import { connect, createServer as createTlsServer } from 'node:tls';
import { type CertifiedKey, selfSigned } from '../../test/test-certificates.js';
import { certificateOf, certificateThumbprint, forwardedCertificate } from './client-certificate.js';

const derOf = ({ cert }: CertifiedKey) => new X509Certificate(cert).raw;

let server: CertifiedKey;
let client: CertifiedKey;
beforeAll(async () => {
  [server, client] = await Promise.all([
    selfSigned({ commonName: '127.0.0.1' }),
    selfSigned({ commonName: 'portero client' }),
  ]);
});

const running: Server[] = [];
afterEach(() => {
  for (const one of running.splice(0)) one.close();
});

/** What is read from the connection of a client, as the server has it. */
async function read(listening: Server, event: string, open: (port: number) => Socket): Promise<Buffer | undefined> {
  running.push(listening.listen(0, '127.0.0.1'));
  await once(listening, 'listening');
  const connected = once(listening, event);
  const socket = open((listening.address() as AddressInfo).port);
  const [accepted] = (await connected) as [Socket];
  try {
    return certificateOf(accepted);
  } finally {
    accepted.destroy();
    socket.destroy();
  }
}

const readTls = (own: Partial<CertifiedKey>) =>
  read(createTlsServer({ ...server, requestCert: true, rejectUnauthorized: false }), 'secureConnection', (port) =>
    connect({ ...own, host: '127.0.0.1', port, ca: server.cert, checkServerIdentity: () => undefined }),
  );

describe('the certificate of a connection', () => {
  it('is the one whose key the client has proved, whoever issued it', async () => {
    expect(await readTls(client)).toEqual(derOf(client));
  });

  it('is none without one', async () => {
    expect(await readTls({})).toBeUndefined();
  });

  it('is none without TLS', async () => {
    expect(await read(createServer(), 'connection', (port) => connectPlain(port, '127.0.0.1'))).toBeUndefined();
  });

  it('has the fingerprint of X.509 as its thumbprint (RFC 8705 §3.1)', () => {
    const { fingerprint256 } = new X509Certificate(client.cert);
    const hex = Buffer.from(certificateThumbprint(derOf(client)), 'base64url').toString('hex');
    expect(hex).toBe(fingerprint256.replaceAll(':', '').toLowerCase());
  });
});

describe('the certificate that a proxy tells (RFC 9440)', () => {
  const field = () => `:${derOf(client).toString('base64')}:`;

  it('is its DER', () => {
    expect(forwardedCertificate(['Host', 'api.example', 'Client-Cert', field()])).toEqual(derOf(client));
    expect(forwardedCertificate(['CLIENT-CERT', field()])).toEqual(derOf(client));
  });

  it('is none in a request without it', () => {
    expect(forwardedCertificate(['Host', 'api.example', 'Client-Cert-Chain', field()])).toBeUndefined();
  });

  it('is none when there are several, as one may be the sender’s own', () => {
    expect(forwardedCertificate(['Client-Cert', field(), 'client-cert', field()])).toBeUndefined();
    expect(forwardedCertificate(['Client-Cert', `${field()}, ${field()}`])).toBeUndefined();
  });

  it.each([
    ['empty', ''],
    ['an empty sequence', '::'],
    ['without colons', 'MIIB'],
    ['half open', ':MIIB'],
    ['a string', '"MIIB"'],
    ['base64url', ':MI_-:'],
    ['with blanks', ':MI IB:'],
    ['padding in the middle', ':MI=IB:'],
    ['PEM', '-----BEGIN CERTIFICATE-----'],
    ['with parameters', ':MIIB:;a=1'],
  ])('is none from what is no byte sequence: %s', (_, value) => {
    expect(forwardedCertificate(['Client-Cert', value])).toBeUndefined();
  });
});
