import type { ErrorRow } from '../../refusals/error-catalogue.js';
import type { SignInErrors } from '../../refusals/sign-in-errors.js';

const row = (error: string, description: string, status = 400): ErrorRow => ({ status, error, description });
const invalidRequest = (description: string): ErrorRow => row('invalid_request', description);
const invalidGrant = (description: string): ErrorRow => row('invalid_grant', description, 403);

const INVALID_CODE = invalidGrant('Invalid authorization code');

export const AUTH0_SIGN_IN_ERRORS = {
  sign_in_client_unknown: invalidRequest('Unknown client: {subject}'),
  redirect_uri_missing: invalidRequest('Missing required parameter: redirect_uri'),
  redirect_uri_unknown: row(
    'unauthorized_client',
    'Callback URL mismatch. {subject} is not in the list of allowed callback URLs',
    403,
  ),
  sign_in_over: invalidRequest('Invalid state'),
  request_parameter_missing: invalidRequest('Missing required parameter: {subject}'),
  request_parameter_repeated: invalidRequest('Duplicate parameter: {subject}'),
  response_type_unsupported: row('unsupported_response_type', 'Unsupported response type: {subject}'),
  response_mode_unsupported: invalidRequest('Unsupported response mode: {subject}'),
  request_object_unsupported: row('request_not_supported', 'Request objects are not supported'),
  request_uri_unsupported: row('request_uri_not_supported', 'Request objects are not supported'),
  challenge_missing: invalidRequest('Parameter code_challenge is required'),
  challenge_unsupported: invalidRequest('Parameter code_challenge_method must be S256'),
  prompt_invalid: invalidRequest('Unsupported prompt'),
  login_required: row('login_required', 'Login required'),
  code_unknown: INVALID_CODE,
  code_expired: INVALID_CODE,
  code_used: INVALID_CODE,
  code_of_another_client: INVALID_CODE,
  code_redirect_uri_wrong: invalidGrant('The redirect URI is wrong. You sent {subject}'),
  code_resource_wrong: INVALID_CODE,
  verifier_missing: invalidGrant('Parameter code_verifier is required'),
  verifier_wrong: invalidGrant('Failed to verify code verifier'),
  audience_unknown: row('access_denied', 'Service not found: {subject}'),
  audience_not_granted: row('access_denied', 'Client is not authorized to access resource server "{subject}"'),
} satisfies SignInErrors & Readonly<Record<string, ErrorRow>>;
