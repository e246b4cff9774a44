import { readProviders } from './environment.js';
import { misspelledVariables } from './misspelled-variables.js';

const READ = [
  'AUTH_PROVIDERS',
  'SYSTEM_TOKEN_ACCESS',
  'RESOURCE_SERVER_URL',
  'SERVICE_NAME',
  'OPERATORS',
  'OPERATOR_ROLE',
  'REDIS_URL',
  'TLS_KEY_FILE',
  'TLS_CERT_FILE',
  'TRUST_PROXY',
  'SESSION_KEY',
  'PUBLIC_URL',
  'API_DOCS',
  'LOG_LEVEL',
  'LOG_FORMAT',
  'NODE_ENV',
  'HOST',
  'PORT',
];

it.each([
  ['AUTH_PROVIDRS', 'AUTH_PROVIDERS'],
  ['AUTH_PROVIDER', 'AUTH_PROVIDERS'],
  ['auth_providers', 'AUTH_PROVIDERS'],
  ['SYSTEM_TOKEN_ACESS', 'SYSTEM_TOKEN_ACCESS'],
  ['RESOURCE_SERVER_ULR', 'RESOURCE_SERVER_URL'],
  ['OPERATOR', 'OPERATORS'],
  ['REDIS_URI', 'REDIS_URL'],
  ['REDIS_ULR', 'REDIS_URL'],
  ['LOG_LEVLE', 'LOG_LEVEL'],
  ['NODE_EVN', 'NODE_ENV'],
  ['TLS_KEYFILE', 'TLS_KEY_FILE'],
])('%s was probably meant to be %s', (variable, meant) => {
  expect(misspelledVariables(READ, { [variable]: 'x' })).toEqual([{ variable, meant }]);
});

it('holds its tongue where what may have been meant is set', () => {
  const environment = { REDIS_URI: 'redis://localhost' };
  expect(misspelledVariables(READ, { ...environment, REDIS_URL: 'redis://localhost' })).toEqual([]);
  expect(misspelledVariables(READ, { ...environment, REDIS_URL: '' })).toHaveLength(1);
});

it('guesses nothing of what is read', () => {
  const names = ['SERVICE_NAME', 'SERVICE_GAME'];
  expect(misspelledVariables(names, { SERVICE_NAME: 'x' })).toEqual([]);
});

/** What shells, containers, clouds, Windows, CI and neighbouring programs set, the nearest to ours among them. */
const ELSEWHERE = `
  HOME PATH PWD OLDPWD LANG LC_ALL TERM SHELL SHLVL USER LOGNAME HOSTNAME POST HOSTS PORTS TZ TMPDIR EDITOR DISPLAY _
  SSL_CERT_FILE SSL_CERT_DIR SSL_KEY_FILE NIX_SSL_CERT_FILE NODE_OPTIONS NODE_PATH NODE_VERSION NODE_EXTRA_CA_CERTS NODE_EXE
  NODE INIT_CWD npm_config_loglevel npm_lifecycle_event npm_package_name npm_node_execpath COLOR FORCE_COLOR NO_COLOR DEBUG
  HTTP_PROXY HTTPS_PROXY NO_PROXY ALL_PROXY FTP_PROXY RSYNC_PROXY http_proxy https_proxy no_proxy
  KUBERNETES_SERVICE_HOST KUBERNETES_SERVICE_PORT KUBERNETES_PORT REDIS_PORT REDIS_HOST REDIS_SERVICE_HOST REDIS_SERVICE_PORT
  REDIS_SSL REDIS_TLS REDIS_TTL REDIS_DB REDIS_USER REDIS_PASSWORD REDIS_TLS_URL OPERATOR_PORT SERVICE_HOST SERVICE_PORT
  AWS_REGION AWS_SESSION_TOKEN AWS_ROLE_ARN AZURE_CLIENT_ID AZURE_TENANT_ID AZURE_FEDERATED_TOKEN_FILE WEBSITE_SITE_NAME
  GOOGLE_CLOUD_PROJECT K_SERVICE CONTAINER_NAME DYNO DATABASE_URL DEVICE_NAME SERVER_NAME SERVICE_TYPE SERVICE_URL
  GITHUB_SERVER_URL GITHUB_TOKEN RUNNER_NAME CI CI_SERVER_URL CI_API_V4_URL LOG_FILE LOG_DIR DEBUG_LEVEL DD_LOG_LEVEL RUST_LOG
  SESSION_ID SESSION_TTL SESSION_MANAGER SESSIONNAME DESKTOP_SESSION XDG_SESSION_ID XDG_SESSION_TYPE SECRET_KEY PUBLIC
  PUBLIC_KEY PUBLIC_DIR PUBLIC_IP API_URL API_KEY API_HOST API_PORT API_TOKEN COMPUTERNAME USERNAME LOGONSERVER APPDATA
  SYSTEMROOT PROCESSOR_LEVEL RAILS_ENV DENO_ENV APP_ENV PYTHON_ENV OTEL_SERVICE_NAME OTEL_LOG_LEVEL DD_SERVICE TLS_CA_FILE
`;

it('knows what is none of its business', () => {
  const environment = Object.fromEntries(
    ELSEWHERE.trim()
      .split(/\s+/)
      .map((name) => [name, 'x']),
  );
  expect(misspelledVariables(READ, environment)).toEqual([]);
});

it('warns who reads the providers, of their own names and of those of the application', () => {
  const { warnings, faults } = readProviders({ AUTH_PROVIDRS: 'auth0', REDIS_URI: 'x' }, ['REDIS_URL']);
  expect([warnings, faults]).toEqual([
    ['AUTH_PROVIDRS is not read: did you mean AUTH_PROVIDERS?', 'REDIS_URI is not read: did you mean REDIS_URL?'],
    [],
  ]);
});
