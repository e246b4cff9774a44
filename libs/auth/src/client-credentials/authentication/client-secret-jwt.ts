import { ClientSecretJwt, modifyAssertion } from 'oauth4webapi';
import { assertionOf } from './assertion.js';
import type { ClientAuthentication } from './client-authentication.js';

/** An assertion under the secret itself, by HS256 (OpenID Connect Core 1.0 §9): the secret does not travel. */
export const clientSecretJwt: ClientAuthentication = {
  needs: ['secret'],
  async prove(client, attempt) {
    const modify = assertionOf(client, attempt);
    return { authenticate: ClientSecretJwt(await client.read('secret'), { [modifyAssertion]: modify }) };
  },
};
