import { Refusal } from '../../refusals/refusal.js';
import { requireParameter } from '../token-request.js';
import { requireAssertion } from './assertion-check.js';
import { checkTimes, soleAudience } from './assertion-claims.js';
import { checkHeader, isSigned } from './assertion-signature.js';
import type { ClientAuthentication } from './client-authentication.js';
import { keysOfSet } from './keys-by-kid.js';

const ALGORITHMS = ['RS256', 'PS256', 'ES256'];

/**
 * Entra's workload identity federation: the assertion is another issuer's token about the workload. It lives as long as
 * that issuer says, and is sent until then as often as needed.
 */
export const federated: ClientAuthentication = {
  proof: 'certificate',
  place: 'client_assertion',
  unlisted: true,
  isTried: ({ assertion, parameters }) =>
    typeof assertion?.claims.iss === 'string' && assertion.claims.iss !== parameters.get('client_id'),
  isReady: ({ federatedCredentials = [] }) => federatedCredentials.length > 0,
  async authenticate(request, context) {
    const { clients, errors } = context;
    const assertion = requireAssertion(request, context);
    const id = requireParameter(request.parameters, 'client_id', errors.client_id_missing);
    const client = clients.find(id);
    if (!client) throw new Refusal(errors.client_unknown, id);

    const { iss, sub } = assertion.claims;
    const audience = soleAudience(assertion, true);
    const credentials = client.federatedCredentials?.filter(
      (credential) => credential.issuer === iss && credential.subject === sub && credential.audience === audience,
    );
    if (!credentials?.length) throw new Refusal(errors.federation_unmatched, typeof sub === 'string' ? sub : '');
    checkHeader(assertion, ALGORITHMS, errors);
    const keys = credentials.flatMap((credential) => keysOfSet(credential.keys, assertion));
    if (!(await isSigned(assertion, keys))) throw new Refusal(errors.assertion_unverified, id);
    checkTimes(assertion, context, Number.POSITIVE_INFINITY);
    return client;
  },
};
