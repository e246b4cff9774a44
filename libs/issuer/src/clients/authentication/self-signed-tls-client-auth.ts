import { readCertificate, thumbprint } from '../certificate.js';
import type { ClientAuthentication } from './client-authentication.js';
import { authenticatingCertificate, clientWithCertificate } from './mutual-tls.js';

/**
 * RFC 8705 §2.2: one of the client's registered certificates, whoever issued it. A certificate of an authority is tried so
 * only for a client that has no subject to be known by.
 */
export const selfSignedTlsClientAuth: ClientAuthentication = {
  proof: 'certificate',
  place: 'connection',
  isTried(request, { clients }) {
    const presented = authenticatingCertificate(request)?.certificate;
    if (!presented) return false;
    const client = clients.find(request.parameters.get('client_id') ?? '');
    return presented.subject === presented.issuer || client?.tlsClientAuthSubjectDn === undefined;
  },
  isReady: ({ certificates = [] }) => certificates.length > 0,
  authenticate: (request, context) =>
    clientWithCertificate(request, context, ({ certificate }, { certificates = [] }) => {
      const presented = thumbprint(certificate, 'sha256');
      return certificates.some((pem) => thumbprint(readCertificate(pem), 'sha256') === presented);
    }),
};
