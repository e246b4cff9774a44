import { type ProviderSettings, type Reason, type Refusal, variableName } from '@portero/auth';

type Words = (settings: ProviderSettings) => string;
const named = (setting: string, { name }: ProviderSettings) => variableName(setting, name);

/** The setting that the client proves itself by. */
function proofOf({ clientKeyFile, federatedTokenFile, clientSecretFile }: ProviderSettings) {
  if (clientKeyFile) return 'clientKeyFile';
  if (federatedTokenFile) return 'federatedTokenFile';
  return clientSecretFile ? 'clientSecretFile' : 'clientSecret';
}

const DEFAULT_SCOPE: Words = (settings) =>
  `end ${named('scope', settings)} in /.default: <App ID URI>/.default, one API only (or leave it out)`;
const TENANT: Words = (settings) =>
  `there is no such tenant: ${named('issuer', settings)} (and ${named('tokenUrl', settings)}) must have your tenant's id, not common`;

/** learn.microsoft.com/entra/identity-platform/reference-error-codes */
const BY_CODE: Readonly<Record<string, Words>> = {
  AADSTS7000215: (settings) =>
    `put the Value of the secret in ${named('clientSecret', settings)}, not its Secret ID (Entra: App registrations > Certificates & secrets)`,
  AADSTS7000222: (settings) =>
    `the secret has expired: make a new one (Entra: App registrations > Certificates & secrets) for ${named('clientSecret', settings)}`,
  AADSTS700016: (settings) =>
    `no such application in this tenant: ${named('clientId', settings)} must be its Application (client) ID, ${named('issuer', settings)} its tenant`,
  AADSTS700027: (settings) =>
    `Entra does not know the certificate, or it has expired: upload the one of ${named('clientCertFile', settings)} (Certificates & secrets > Certificates)`,
  AADSTS700213: () =>
    'no federated credential fits: compare issuer, subject and audience (Certificates & secrets > Federated)',
  AADSTS700024: () => 'the assertion is outside its time: set the time of this machine by NTP',
  AADSTS1002012: DEFAULT_SCOPE,
  AADSTS70011: DEFAULT_SCOPE,
  AADSTS90002: TENANT,
  AADSTS500011: (settings) =>
    `no such API in this tenant: ${named('audience', settings)} must begin with its App ID URI (Entra: Expose an API)`,
  AADSTS501051: () => 'assign an app role of the API to the client, and grant admin consent (Entra: API permissions)',
};

const BY_REASON: Partial<Record<Reason, Words>> = {
  client_refused: (settings) =>
    `check ${named('clientId', settings)} and ${named(proofOf(settings), settings)}, and ${named('clientAuthMethod', settings)} against the client's method at the provider`,
  scope_refused: (settings) =>
    settings.kind === 'auth0'
      ? `${named('audience', settings)} must be the Identifier of an API, and the application authorised for it (Auth0: Applications > APIs > Machine to Machine Applications)`
      : `check ${named('scope', settings)} and ${named('audience', settings)} against what the client is granted`,
  token_request_refused: (settings) =>
    `check ${named('tokenUrl', settings)}, and that the client may use client_credentials`,
  token_response_invalid: (settings) =>
    `something else answers in the provider's place: check ${named('tokenUrl', settings)} and the proxy`,
  client_secret_unreadable: () => 'restore the file, and let this process read it',
  provider_throttled: () => 'the provider limits requests: wait, and ask for fewer tokens',
  provider_unavailable: (settings) =>
    `check ${named('tokenUrl', settings)} and the network, then the provider's status page`,
};

/** What to do about a refused token request. */
export function tokenHint({ reason, actual = '' }: Refusal, settings: ProviderSettings): string {
  const code = /AADSTS\d+/.exec(actual)?.[0] ?? '';
  return (BY_CODE[code] ?? BY_REASON[reason])?.(settings) ?? 'the log of the provider says more';
}
