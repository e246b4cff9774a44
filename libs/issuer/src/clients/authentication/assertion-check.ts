import type { RegisteredClient } from '../../options.js';
import { Refusal } from '../../refusals/refusal.js';
import { requireParameter, type TokenRequest } from '../token-request.js';
import { checkTimes, soleAudience, useOnce } from './assertion-claims.js';
import type { KeySource } from './assertion-rules.js';
import { checkHeader, isSigned } from './assertion-signature.js';
import type { ClientAssertion } from './client-assertion.js';
import type { AuthenticationContext } from './client-authentication.js';

const TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** The assertion of a request (RFC 7521 §4.2). @throws Refusal when it is of another type, or no JWT */
export function requireAssertion({ parameters, assertion }: TokenRequest, context: AuthenticationContext) {
  const { errors } = context;
  const type = requireParameter(parameters, 'client_assertion_type', errors.assertion_type_missing);
  if (type !== TYPE) throw new Refusal(errors.assertion_type_unsupported);
  if (!assertion) throw new Refusal(errors.assertion_malformed);
  return assertion;
}

/**
 * The client that signed the assertion about itself (RFC 7523 §3, OpenID Connect Core §9).
 * @throws Refusal
 */
export async function clientWithAssertion(
  request: TokenRequest,
  context: AuthenticationContext,
  algorithms: readonly string[],
  keys: KeySource,
): Promise<RegisteredClient> {
  const { clients, endpoints, errors, now, rules } = context;
  const assertion = requireAssertion(request, context);
  const id = assertedClient(request, assertion, context);
  const client = clients.find(id);
  if (!client) throw new Refusal(errors.client_unknown, id);

  checkHeader(assertion, algorithms, errors);
  if (!(await isSigned(assertion, keys(client, assertion, now)))) throw new Refusal(errors.assertion_unverified, id);
  const audience = soleAudience(assertion, rules.audienceInArray);
  if (!rules.audiences.some((name) => endpoints[name] === audience)) throw new Refusal(errors.assertion_audience_wrong);
  checkTimes(assertion, context, rules.longestLife);
  if (rules.singleUse) useOnce(assertion, id, context);
  return client;
}

function assertedClient(
  { parameters }: TokenRequest,
  { claims: { iss, sub } }: ClientAssertion,
  { errors, rules }: AuthenticationContext,
): string {
  if (rules.clientIdRequired) requireParameter(parameters, 'client_id', errors.client_id_missing);
  if (typeof iss !== 'string' || typeof sub !== 'string') throw new Refusal(errors.assertion_malformed);
  const id = parameters.get('client_id') ?? sub;
  if (iss !== id || sub !== id) throw new Refusal(errors.assertion_subject_wrong, id);
  return id;
}
