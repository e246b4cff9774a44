import { isSameName } from '../distinguished-name.js';
import type { ClientAuthentication } from './client-authentication.js';
import { authenticatingCertificate, clientWithCertificate } from './mutual-tls.js';

/** RFC 8705 §2.1: a certificate of a trusted authority, issued for the client's registered subject. */
export const tlsClientAuth: ClientAuthentication = {
  proof: 'certificate',
  place: 'connection',
  isTried: (request) => authenticatingCertificate(request) !== undefined,
  isReady: ({ tlsClientAuthSubjectDn }) => tlsClientAuthSubjectDn !== undefined,
  authenticate: (request, context) =>
    clientWithCertificate(
      request,
      context,
      ({ certificate, isChainTrusted }, { tlsClientAuthSubjectDn }) =>
        isChainTrusted &&
        tlsClientAuthSubjectDn !== undefined &&
        isSameName(certificate.subject, tlsClientAuthSubjectDn),
    ),
};
