import type { ErrorRow } from '../../refusals/error-catalogue.js';
import type { SignInErrors } from '../../refusals/sign-in-errors.js';

const row = (error: string, description: string): ErrorRow => ({ status: 400, error, description });
const invalidRequest = (description: string): ErrorRow => row('invalid_request', description);

/** One row for a code that is unknown, old, used or another client's: who found one learns nothing about it. */
const invalidCode = row('invalid_grant', 'the authorization code is not valid');

/** RFC 6749 §4.1.2.1 and §5.2, RFC 7636 §4.4.1 and §4.6, OpenID Connect Core §3.1.2.6. Descriptions quote no input. */
export const OIDC_SIGN_IN_ERRORS: SignInErrors = {
  sign_in_client_unknown: invalidRequest('the client is not known'),
  redirect_uri_missing: invalidRequest('the redirect_uri is missing or repeated'),
  redirect_uri_unknown: invalidRequest('the redirect_uri is not registered for the client'),
  sign_in_over: invalidRequest('the sign-in is over or took too long'),
  request_parameter_missing: invalidRequest('a required parameter is missing'),
  request_parameter_repeated: invalidRequest('a parameter is repeated'),
  response_type_unsupported: row('unsupported_response_type', 'only the response_type code is supported'),
  response_mode_unsupported: invalidRequest('only the response_mode query is supported'),
  request_object_unsupported: row('request_not_supported', 'request objects are not supported'),
  request_uri_unsupported: row('request_uri_not_supported', 'request objects are not supported'),
  challenge_missing: invalidRequest('code challenge required'),
  challenge_unsupported: invalidRequest('the code challenge must be one of S256'),
  prompt_invalid: invalidRequest('the prompt is not supported'),
  login_required: row('login_required', 'nobody is signed in'),
  code_unknown: invalidCode,
  code_expired: invalidCode,
  code_used: invalidCode,
  code_of_another_client: invalidCode,
  code_redirect_uri_wrong: row('invalid_grant', 'the redirect_uri is not that of the authorization request'),
  code_resource_wrong: row('invalid_target', 'the authorization code is for another API'),
  verifier_missing: row('invalid_grant', 'the code_verifier is missing'),
  verifier_wrong: row('invalid_grant', 'the code_verifier does not match the code_challenge'),
};
