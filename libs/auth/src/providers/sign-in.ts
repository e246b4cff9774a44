import type { Proof } from '../client-credentials/authentication/client-authentication.js';
import { CLIENT_AUTH_METHODS } from '../client-credentials/authentication/methods.js';
import { mutualTls } from '../client-credentials/authentication/mutual-tls.js';
import type { Secret } from '../client-credentials/secret.js';
import type { Discovery } from '../jwt/discovery.js';
import type { BoundedFetch } from '../outbound/bounded-fetch.js';
import type { Clock } from '../outbound/clock.js';
import type { ProviderSettings } from './provider-settings.js';
import { kindNamed } from './registry.js';

/** What a sign-in needs of the issuer's metadata, under the names of RFC 8414 §2. */
export type SignInServer = {
  readonly issuer: string;
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
  readonly jwks_uri: string;
  /** RFC 9207 §3. */
  readonly authorization_response_iss_parameter_supported: boolean;
  /** Those that are accepted here, whatever the issuer says of itself. */
  readonly id_token_signing_alg_values_supported: string[];
};

/** This service's client for people who sign in at a provider (OpenID Connect Core §3.1). */
export interface SignInClient {
  readonly clientId: string;
  /** Puts the client's proof into a token request; a public client only says who it is (RFC 6749 §3.2.1). */
  readonly authenticate: Proof['authenticate'];
  /** Seconds that the clocks may differ. */
  readonly clockTolerance: number;
  /** @throws {OutboundError} the metadata cannot be had, or names no authorization endpoint */
  readonly server: () => Promise<SignInServer>;
  readonly fetch: BoundedFetch;
}

/** The client of a provider that people can sign in with, or `undefined` where there is none. */
export function signInOf(
  settings: ProviderSettings,
  discovery: Discovery,
  { fetch, clock }: { readonly fetch: BoundedFetch; readonly clock: Clock },
): SignInClient | undefined {
  const { issuer, algorithms, clockTolerance, jwksUrl, tokenUrl, signInClientId: clientId } = settings;
  const secret = settings.signInClientSecret;
  if (!clientId) return undefined;
  return {
    clientId,
    clockTolerance,
    authenticate: secret ? bySecret(settings, clientId, secret, clock) : byName,
    fetch,
    server: async () => ({
      issuer,
      authorization_endpoint: await discovery.endpoint('authorization_endpoint'),
      token_endpoint: tokenUrl ?? (await discovery.endpoint('token_endpoint')),
      jwks_uri: jwksUrl ?? (await discovery.endpoint('jwks_uri')),
      authorization_response_iss_parameter_supported:
        (await discovery.metadata()).authorization_response_iss_parameter_supported === true,
      id_token_signing_alg_values_supported: [...algorithms],
    }),
  };
}

const byName: Proof['authenticate'] = (_server, client, body) => body.set('client_id', client.client_id);

/** As clients of the kind do it. */
function bySecret({ kind, basicEncoding, issuer }: ProviderSettings, id: string, secret: Secret, clock: Clock) {
  const read = async () => secret.reveal();
  const secrets = async () => [secret.reveal()];
  const client = {
    id,
    read,
    secrets,
    basicEncoding,
    assertion: { audience: 'issuer', sendX5c: false },
    mutualTls,
  } as const;
  const authenticate: Proof['authenticate'] = async (server, ...request) => {
    const attempt = { issuer, url: server.token_endpoint ?? '', now: clock.now() };
    const proof = await CLIENT_AUTH_METHODS[kindNamed(kind).defaultAuthMethod].prove(client, attempt);
    await proof.authenticate(server, ...request);
  };
  return authenticate;
}
