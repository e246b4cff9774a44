import { requireParameter } from '../token-request.js';
import { validSecrets } from '../valid-secrets.js';
import type { ClientAuthentication } from './client-authentication.js';
import { clientWithSecret } from './secret-check.js';

/** RFC 6749 §2.3.1: id and secret in the request body. */
export const clientSecretPost: ClientAuthentication = {
  proof: 'secret',
  place: 'client_secret',
  isTried: ({ parameters }) => parameters.has('client_secret'),
  isReady: (client) => validSecrets(client).length > 0,
  authenticate({ parameters }, context) {
    const id = requireParameter(parameters, 'client_id', context.errors.client_id_missing);
    const secret = requireParameter(parameters, 'client_secret', context.errors.credentials_missing);
    return clientWithSecret(id, secret, context);
  },
};
