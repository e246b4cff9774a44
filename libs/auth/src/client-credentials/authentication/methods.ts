import type { ClientAuthentication } from './client-authentication.js';
import { clientSecretBasic } from './client-secret-basic.js';
import { clientSecretJwt } from './client-secret-jwt.js';
import { clientSecretPost } from './client-secret-post.js';
import { federated } from './federated.js';
import { privateKeyJwt } from './private-key-jwt.js';
import { tlsClientAuth } from './tls-client-auth.js';

/** The legal values of OIDC_CLIENT_AUTH_METHOD. */
export const CLIENT_AUTH_METHODS = {
  client_secret_basic: clientSecretBasic,
  client_secret_post: clientSecretPost,
  client_secret_jwt: clientSecretJwt,
  private_key_jwt: privateKeyJwt,
  tls_client_auth: tlsClientAuth,
  federated,
} as const satisfies Record<string, ClientAuthentication>;

export type ClientAuthMethod = keyof typeof CLIENT_AUTH_METHODS;
