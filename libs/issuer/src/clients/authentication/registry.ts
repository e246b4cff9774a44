import type { ClientAuthentication } from './client-authentication.js';
import { clientSecretBasic } from './client-secret-basic.js';
import { clientSecretPost } from './client-secret-post.js';

/** Every method the issuer can check, by its name in `token_endpoint_auth_methods_supported` (RFC 8414 §2). */
export const CLIENT_AUTHENTICATIONS = {
  client_secret_basic: clientSecretBasic,
  client_secret_post: clientSecretPost,
} as const satisfies Readonly<Record<string, ClientAuthentication>>;

export type AuthenticationMethod = keyof typeof CLIENT_AUTHENTICATIONS;
