import type { ClientAuthentication } from './client-authentication.js';

/** Another issuer's token speaks for the client (RFC 7521 §4.2), as in workload identity federation of Entra ID. */
export const federated: ClientAuthentication = {
  needs: ['federatedToken'],
  async prove(client) {
    const assertion = await client.read('federatedToken');
    return {
      authenticate: (_server, { client_id }, body) => {
        body.set('client_id', client_id);
        body.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
        body.set('client_assertion', assertion);
      },
    };
  },
};
