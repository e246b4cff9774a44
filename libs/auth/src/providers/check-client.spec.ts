import { type MaterialFolder, materialFolder } from '../../test/material-folder.js';

const SERVER = { issuer: 'https://op.example', audience: 'api://students' };
const GOOD = { ...SERVER, clientId: 'portero' };

let folder: MaterialFolder;

beforeAll(async () => {
  folder = await materialFolder();
});

const KEY = { clientKeyFile: 'ec.key' };
const PAIR = { ...KEY, clientCertFile: 'ec.crt' };

it.each<[string, object]>([
  ['no client', { clientId: undefined }],
  ['a secret', { clientSecret: 'hunter2', clientSecretExpires: '2027-01-31' }],
  ['a secret file', { clientSecretFile: 'secret', clientSecretExpires: '2027-01-31' }],
  ['a secret that signs', { clientSecret: 'hunter2', clientAuthMethod: 'client_secret_jwt' }],
  ['a key', KEY],
  ['an RSA key for PS256', { clientKeyFile: 'rsa.key', assertionAlgorithm: 'PS256' }],
  ['a key and its certificate', { ...PAIR, sendX5c: 'true' }],
  ['a certificate of the connection', { ...PAIR, clientAuthMethod: 'tls_client_auth' }],
  [
    'any key for the connection',
    {
      clientKeyFile: 'rsa.key',
      clientCertFile: 'rsa.crt',
      clientAuthMethod: 'tls_client_auth',
      assertionAlgorithm: 'ES256',
    },
  ],
  ['a federated token', { federatedTokenFile: 'token' }],
  ['tokens that are bound to a key', { clientSecret: 'hunter2', dpop: 'on' }],
  ['no client, and no tokens that are bound to a key', { clientId: undefined, dpop: 'off' }],
])('takes %s', (_, values) => {
  expect(folder.faultsOf('oidc', { ...GOOD, ...values })).toEqual([]);
});

const BESIDE_SECRET = 'is set beside a client secret: keep one of the two';
const WITH_CLIENT = 'is required with a client id (or the _FILE form of it, a key file, or a federated token)';

it.each<[string, object, string[]]>([
  ['a client without a proof', {}, [`clientSecret ${WITH_CLIENT}`]],
  [
    'a secret without a client',
    { clientId: undefined, clientSecret: 'x' },
    ['clientId is required with a client secret'],
  ],
  ['a key without a client', { clientId: undefined, ...KEY }, ['clientId is required with a client key']],
  [
    'a federated token without a client',
    { clientId: undefined, federatedTokenFile: 'token' },
    ['clientId is required with a federated token'],
  ],
  [
    'a secret and a secret file',
    { clientSecret: 'x', clientSecretFile: 'secret' },
    ['clientSecretFile is set beside the secret itself: keep one of the two'],
  ],
  [
    'all kinds of material',
    { clientSecretFile: 'secret', ...KEY, federatedTokenFile: 'token', clientAuthMethod: 'federated' },
    [`clientKeyFile ${BESIDE_SECRET}`, `federatedTokenFile ${BESIDE_SECRET}`],
  ],
  [
    'an unknown method',
    { clientSecret: 'x', clientAuthMethod: 'none' },
    [
      'clientAuthMethod must be one of client_secret_basic, client_secret_post, client_secret_jwt, private_key_jwt, tls_client_auth, federated',
    ],
  ],
  [
    'client_secret_jwt without a secret',
    { ...KEY, clientAuthMethod: 'client_secret_jwt' },
    ['clientSecret is required by client_secret_jwt: set it (or the _FILE form of it), or choose another method'],
  ],
  [
    'private_key_jwt without a key',
    { clientSecret: 'x', clientAuthMethod: 'private_key_jwt' },
    ['clientKeyFile is required by private_key_jwt: a file with the private key in PEM'],
  ],
  [
    'tls_client_auth without anything',
    { clientAuthMethod: 'tls_client_auth' },
    [
      'clientKeyFile is required by tls_client_auth: a file with the private key in PEM',
      'clientCertFile is required by tls_client_auth: a file with the certificate of the client key, in PEM',
    ],
  ],
  [
    'tls_client_auth without a certificate',
    { ...KEY, clientAuthMethod: 'tls_client_auth' },
    ['clientCertFile is required by tls_client_auth: a file with the certificate of the client key, in PEM'],
  ],
  [
    'federated without a token',
    { ...KEY, clientAuthMethod: 'federated' },
    ["federatedTokenFile is required by federated: the file that the platform keeps the workload's token in"],
  ],
  [
    'a certificate without a key',
    { clientCertFile: 'ec.crt' },
    ['clientKeyFile is required with a certificate: its private key'],
  ],
  [
    'x5c without a certificate',
    { ...KEY, sendX5c: 'true' },
    ['sendX5c goes with a certificate only: set the certificate, or leave it out'],
  ],
  [
    'bound tokens without a client',
    { clientId: undefined, dpop: 'true' },
    ['dpop goes with a client only: set the client id, or leave it out'],
  ],
  [
    'the end of a secret that is not there',
    { ...KEY, clientSecretExpires: '2027-01-31' },
    ['clientSecretExpires goes with a client secret only: a certificate tells its end itself'],
  ],
  [
    'an end that is no date',
    { clientSecret: 'x', clientSecretExpires: 'soon' },
    ['clientSecretExpires must be a date such as 2027-01-31, or a time with its zone such as 2027-01-31T12:00:00Z'],
  ],
])('finds fault with %s', (_, values, found) => {
  const reported = folder.faultsOf('oidc', { ...GOOD, ...values });
  expect(reported).toEqual(found);
  expect(reported.join()).not.toContain(folder.path);
});
