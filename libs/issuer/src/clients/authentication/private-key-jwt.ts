import { clientWithAssertion } from './assertion-check.js';
import type { ClientAuthentication } from './client-authentication.js';

/** OpenID Connect Core §9: an assertion signed with the client's private key. */
export const privateKeyJwt: ClientAuthentication = {
  proof: 'certificate',
  place: 'client_assertion',
  isTried: ({ parameters }) => parameters.has('client_assertion'),
  isReady: ({ jwks = [], certificates = [] }) => jwks.length + certificates.length > 0,
  authenticate: (request, context) =>
    clientWithAssertion(request, context, context.rules.algorithms, context.rules.keys),
};
