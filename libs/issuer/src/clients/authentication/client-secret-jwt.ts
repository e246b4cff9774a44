import { validSecrets } from '../valid-secrets.js';
import { clientWithAssertion } from './assertion-check.js';
import type { ClientAuthentication } from './client-authentication.js';

export const SECRET_ALGORITHMS = ['HS256', 'HS384', 'HS512'];

/** OpenID Connect Core §9: an assertion under a MAC that is keyed with the client's secret. */
export const clientSecretJwt: ClientAuthentication = {
  proof: 'secret',
  place: 'client_assertion',
  isTried: ({ assertion }) => {
    const alg = assertion?.header.alg;
    return typeof alg === 'string' && alg.startsWith('HS');
  },
  isReady: (client) => validSecrets(client).length > 0,
  authenticate: (request, context) =>
    clientWithAssertion(request, context, SECRET_ALGORITHMS, (client) =>
      validSecrets(client).map((secret) => Buffer.from(secret)),
    ),
};
