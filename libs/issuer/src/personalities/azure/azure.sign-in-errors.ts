import type { SignInErrors } from '../../refusals/sign-in-errors.js';
import { AZURE_ERRORS } from './azure.errors.js';
import { type EntraRow, entraErrors } from './entra-errors.js';

const invalidRequest = (code: number, text: string): EntraRow => [400, 'invalid_request', code, text];
const invalidGrant = (code: number, text: string): EntraRow => [400, 'invalid_grant', code, text];

const INVALID_CODE = invalidGrant(70000, "The provided value for the 'code' parameter is not valid.");

const WRONG_VERIFIER = invalidGrant(
  501481,
  'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
);

const ROWS = {
  redirect_uri_missing: invalidRequest(900144, "The request must contain the following parameter: 'redirect_uri'."),
  redirect_uri_unknown: invalidRequest(
    50011,
    "The redirect URI '{subject}' specified in the request does not match the redirect URIs configured for the application.",
  ),
  sign_in_over: invalidRequest(9002313, 'Invalid request. Request is malformed or invalid.'),
  request_parameter_missing: invalidRequest(
    900144,
    "The request body must contain the following parameter: '{subject}'.",
  ),
  response_type_unsupported: [
    400,
    'unsupported_response_type',
    700054,
    "response_type '{subject}' is not enabled for the application.",
  ],
  response_mode_unsupported: invalidRequest(90023, "The response_mode '{subject}' is not supported."),
  request_object_unsupported: [400, 'request_not_supported', 90023, "The 'request' parameter is not supported."],
  request_uri_unsupported: [400, 'request_uri_not_supported', 90023, "The 'request_uri' parameter is not supported."],
  challenge_missing: invalidRequest(9002325, 'Proof Key for Code Exchange is required.'),
  challenge_unsupported: invalidRequest(501491, 'Invalid size of Code_Challenge parameter.'),
  prompt_invalid: invalidRequest(90023, "The value of 'prompt' is not supported."),
  login_required: [400, 'login_required', 50058, 'A silent sign-in request was sent but no user is signed in.'],
  code_unknown: INVALID_CODE,
  code_expired: invalidGrant(70008, 'The provided authorization code or refresh token has expired due to inactivity.'),
  code_used: invalidGrant(54005, 'OAuth2 Authorization code was already redeemed, please retry with a new valid code.'),
  code_of_another_client: INVALID_CODE,
  code_redirect_uri_wrong: invalidGrant(
    500112,
    "The reply address '{subject}' does not match the reply address provided when requesting Authorization code.",
  ),
  code_resource_wrong: INVALID_CODE,
  verifier_missing: WRONG_VERIFIER,
  verifier_wrong: WRONG_VERIFIER,
  scope_of_two_resources: [
    400,
    'invalid_scope',
    28000,
    'Provided value for the input parameter scope is not valid because it contains more than one resource. Scope {subject} is not valid.',
  ],
  scope_unknown: [
    400,
    'invalid_scope',
    70011,
    "The provided value for the input parameter 'scope' is not valid. The scope {subject} is not valid.",
  ],
  consent_missing: [
    400,
    'consent_required',
    65001,
    "The user or administrator has not consented to use the application with ID '{subject}'. Send an interactive authorization request for this user and resource.",
  ],
} as const satisfies Readonly<Record<string, EntraRow>>;

/** Codes of learn.microsoft.com/entra/identity-platform/reference-error-codes, and some of recorded answers. */
export const AZURE_SIGN_IN_ERRORS = {
  ...entraErrors(ROWS),
  sign_in_client_unknown: AZURE_ERRORS.client_unknown,
  request_parameter_repeated: AZURE_ERRORS.parameter_repeated,
} satisfies SignInErrors;
