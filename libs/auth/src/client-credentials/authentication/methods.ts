import type { ClientAuthentication } from './client-authentication.js';
import { clientSecretBasic } from './client-secret-basic.js';
import { clientSecretPost } from './client-secret-post.js';

/** The legal values of OIDC_CLIENT_AUTH_METHOD. */
export const CLIENT_AUTH_METHODS = {
  client_secret_basic: clientSecretBasic,
  client_secret_post: clientSecretPost,
} as const satisfies Record<string, ClientAuthentication>;

export type ClientAuthMethod = keyof typeof CLIENT_AUTH_METHODS;
