import { TlsClientAuth } from 'oauth4webapi';
import type { ClientAuthentication } from './client-authentication.js';
import { readKeyPair } from './key-pair.js';

/**
 * The certificate of the TLS connection, with the client id in the body (RFC 8705 §2). Whether the provider trusts an
 * authority (`tls_client_auth`) or the certificate itself (`self_signed_tls_client_auth`) is the provider's affair.
 */
export const tlsClientAuth: ClientAuthentication = {
  needs: ['key', 'certificate'],
  async prove(client) {
    const { key, certificates } = await readKeyPair(client);
    const dispatcher = await client.mutualTls({
      key: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
      cert: certificates.join(''),
    });
    return { authenticate: TlsClientAuth(), dispatcher };
  },
};
