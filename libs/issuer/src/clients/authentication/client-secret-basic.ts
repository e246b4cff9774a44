import { Refusal } from '../../refusals/refusal.js';
import { validSecrets } from '../valid-secrets.js';
import { basicCredentials } from './basic-credentials.js';
import type { ClientAuthentication } from './client-authentication.js';
import { clientWithSecret } from './secret-check.js';

/** RFC 6749 §2.3.1: id and secret in the `Authorization` header. A header of another scheme is a malformed attempt. */
export const clientSecretBasic: ClientAuthentication = {
  proof: 'secret',
  place: 'authorization',
  isTried: ({ authorization }) => authorization !== undefined,
  isReady: (client) => validSecrets(client).length > 0,
  authenticate({ authorization = '', parameters }, context) {
    const credentials = basicCredentials(authorization);
    if (!credentials) throw new Refusal(context.errors.credentials_malformed);
    const repeated = parameters.get('client_id') ?? credentials.id;
    if (repeated !== credentials.id) throw new Refusal(context.errors.credentials_ambiguous);
    return clientWithSecret(credentials.id, credentials.secret, context);
  },
};
