import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CertifiedKey, RSA, selfSigned } from '../../../../libs/auth/test/test-certificates.js';
import { readTls } from './tls-files.js';

const DAY = 24 * 60 * 60 * 1_000;
const SELF = 'https://api.example';

let folder: string;
let good: CertifiedKey;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'portero-'));
  good = await selfSigned({ commonName: 'localhost' });
});
afterAll(() => rmSync(folder, { recursive: true }));

function tlsOf({ key, cert }: Partial<CertifiedKey>, now = Date.now()) {
  const environment: Record<string, string> = { RESOURCE_SERVER_URL: SELF };
  for (const [variable, pem] of Object.entries({ TLS_KEY_FILE: key, TLS_CERT_FILE: cert })) {
    if (pem === undefined) continue;
    environment[variable] = join(folder, variable);
    writeFileSync(join(folder, variable), pem);
  }
  return readTls(environment, now);
}
const faultsOf = (given: Partial<CertifiedKey>, now?: number) =>
  tlsOf(given, now).faults.map(({ variable, problem }) => `${variable} ${problem}`);

it('takes a key with its certificate, and nothing at all', () => {
  expect(tlsOf(good)).toEqual({ identity: good, faults: [] });
  expect(readTls({}, Date.now())).toEqual({ faults: [] });
});

it('wants both or none, and somewhere to call', () => {
  expect(faultsOf({ key: good.key })).toEqual([
    'TLS_CERT_FILE is required with TLS_KEY_FILE: the certificate of the key',
  ]);
  expect(faultsOf({ cert: good.cert })).toEqual([
    'TLS_KEY_FILE is required with TLS_CERT_FILE: the private key of the certificate',
  ]);
  tlsOf(good);
  const files = { TLS_KEY_FILE: join(folder, 'TLS_KEY_FILE'), TLS_CERT_FILE: join(folder, 'TLS_CERT_FILE') };
  expect(readTls(files, Date.now()).faults).toEqual([
    { variable: 'RESOURCE_SERVER_URL', problem: expect.stringMatching(/^is required with TLS_CERT_FILE: /) },
  ]);
});

it('names every file that is not what it must be', () => {
  const missing = { TLS_KEY_FILE: '/no/such.key', TLS_CERT_FILE: '/no/such.crt', RESOURCE_SERVER_URL: SELF };
  expect(readTls(missing, Date.now()).faults).toEqual([
    { variable: 'TLS_KEY_FILE', problem: 'names a file that cannot be read' },
    { variable: 'TLS_CERT_FILE', problem: 'names a file that cannot be read' },
  ]);
  const swapped = [
    'TLS_KEY_FILE must be a PEM file with a private key, not encrypted',
    'TLS_CERT_FILE must be a PEM file with a certificate',
  ];
  expect(faultsOf({ key: good.cert, cert: good.key })).toEqual(swapped);
  const encrypted = createPrivateKey(good.key).export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase: 'x',
  });
  expect(faultsOf({ ...good, key: encrypted.toString() })).toEqual(swapped.slice(0, 1));
});

it('wants the key of the certificate, and a certificate that is valid now', async () => {
  const other = await selfSigned({ commonName: 'other' });
  expect(faultsOf({ ...good, key: other.key })).toEqual(['TLS_KEY_FILE is not the key of TLS_CERT_FILE']);
  expect(faultsOf(good, Date.now() + 2 * DAY)).toEqual(['TLS_CERT_FILE has expired: get a new one']);
  expect(faultsOf(good, Date.now() - 2 * DAY)).toEqual(['TLS_CERT_FILE is not valid yet']);
});

it('wants what OpenSSL takes', async () => {
  const refused = ['TLS_CERT_FILE and TLS_KEY_FILE are refused by OpenSSL: a short key, or a broken chain'];
  const short = await selfSigned({ commonName: 'short', algorithm: { ...RSA, modulusLength: 512 } });
  expect(faultsOf(short)).toEqual(refused);
  const broken = `${good.cert}\n-----BEGIN CERTIFICATE-----\nTm90IGEgY2VydGlmaWNhdGU=\n-----END CERTIFICATE-----\n`;
  expect(faultsOf({ ...good, cert: broken })).toEqual(refused);
});
