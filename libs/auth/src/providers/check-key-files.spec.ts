import { type MaterialFolder, materialFolder } from '../../test/material-folder.js';

const GOOD = { issuer: 'https://op.example', audience: 'api://students', clientId: 'portero' };
const KEY = { clientKeyFile: 'ec.key' };
const PAIR = { ...KEY, clientCertFile: 'ec.crt' };
const WITH_CLIENT = 'is required with a client id (or the _FILE form of it, a key file, or a federated token)';

let folder: MaterialFolder;

beforeAll(async () => {
  folder = await materialFolder();
});

it.each<[string, object, string[]]>([
  [
    'a key file that is not there',
    { clientKeyFile: 'missing' },
    ['clientKeyFile must be a file that this process can read', `clientSecret ${WITH_CLIENT}`],
  ],
  [
    'a key that is none',
    { clientKeyFile: 'secret' },
    ['clientKeyFile must hold a private key in PEM (-----BEGIN PRIVATE KEY-----)'],
  ],
  [
    'a key that is encrypted',
    { clientKeyFile: 'encrypted.key' },
    ['clientKeyFile is encrypted: store the key without a passphrase, for this process alone to read'],
  ],
  [
    'a key that is too small',
    { clientKeyFile: 'small.key' },
    ['clientKeyFile must hold an RSA key of 2048 bits or more, or an EC key on P-256'],
  ],
  [
    'a key of another type than the algorithm',
    { ...KEY, assertionAlgorithm: 'PS256' },
    ['assertionAlgorithm is PS256, which the client key is not for: ES256 is'],
  ],
  [
    'a certificate that is none',
    { ...KEY, clientCertFile: 'secret' },
    ['clientCertFile must hold a certificate in PEM (-----BEGIN CERTIFICATE-----)'],
  ],
  [
    'the certificate of another key',
    { ...KEY, clientCertFile: 'rsa.crt' },
    ['clientCertFile has a certificate that does not belong to the client key: take the two of one pair'],
  ],
  [
    'a certificate that has expired',
    { clientKeyFile: 'expired.key', clientCertFile: 'expired.crt' },
    ['clientCertFile has a certificate that expired on 2021-01-01: renew it'],
  ],
  [
    'an expired certificate of another key',
    { ...KEY, clientCertFile: 'expired.crt' },
    [
      'clientCertFile has a certificate that expired on 2021-01-01: renew it',
      'clientCertFile has a certificate that does not belong to the client key: take the two of one pair',
    ],
  ],
])('finds fault with %s', (_, values, found) => {
  const reported = folder.faultsOf('oidc', { ...GOOD, ...values });
  expect(reported).toEqual(found);
  expect(reported.join()).not.toContain(folder.path);
});

const AZURE = { issuer: 'https://login.microsoftonline.com/11111111-2222-4333-8444-555555555555/v2.0' };

it.each<[string, object, string[]]>([
  ['nothing of an RSA key with its certificate', { clientKeyFile: 'rsa.key', clientCertFile: 'rsa.crt' }, []],
  ['nothing of a federated token', { federatedTokenFile: 'token' }, []],
  [
    'an EC key, which PS256 is not for',
    PAIR,
    ['assertionAlgorithm is PS256, which the client key is not for: ES256 is'],
  ],
  [
    'a key without its certificate',
    { clientKeyFile: 'rsa.key' },
    ['clientCertFile is required with a client key: Entra ID finds the key by its certificate'],
  ],
])('of azure finds %s', (_, values, found) => {
  expect(folder.faultsOf('azure', { ...GOOD, ...AZURE, ...values })).toEqual(found);
});
