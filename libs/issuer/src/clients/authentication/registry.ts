import type { AuthenticationMethod } from './authentication-method.js';
import type { ClientAuthentication } from './client-authentication.js';
import { clientSecretBasic } from './client-secret-basic.js';
import { clientSecretJwt } from './client-secret-jwt.js';
import { clientSecretPost } from './client-secret-post.js';
import { federated } from './federated.js';
import { none } from './none.js';
import { privateKeyJwt } from './private-key-jwt.js';
import { selfSignedTlsClientAuth } from './self-signed-tls-client-auth.js';
import { tlsClientAuth } from './tls-client-auth.js';

/** Every method the issuer can check. Of those that read the same place of a request, the more particular come first. */
export const CLIENT_AUTHENTICATIONS: Readonly<Record<AuthenticationMethod, ClientAuthentication>> = {
  client_secret_basic: clientSecretBasic,
  client_secret_post: clientSecretPost,
  client_secret_jwt: clientSecretJwt,
  federated,
  private_key_jwt: privateKeyJwt,
  none,
  self_signed_tls_client_auth: selfSignedTlsClientAuth,
  tls_client_auth: tlsClientAuth,
};

const METHODS = Object.keys(CLIENT_AUTHENTICATIONS) as readonly AuthenticationMethod[];

/** In the order of the registry. */
export function inOrder(methods: readonly AuthenticationMethod[]): readonly AuthenticationMethod[] {
  return METHODS.filter((method) => methods.includes(method));
}
