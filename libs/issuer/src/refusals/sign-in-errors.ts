import type { ErrorRow } from './error-catalogue.js';

/** What can be wrong with a request to sign someone in, and with the code that came of it. */
export type SignInError =
  | 'sign_in_client_unknown'
  | 'redirect_uri_missing'
  | 'redirect_uri_unknown'
  | 'sign_in_over'
  | 'request_parameter_missing'
  | 'request_parameter_repeated'
  | 'response_type_unsupported'
  | 'response_mode_unsupported'
  | 'request_object_unsupported'
  | 'request_uri_unsupported'
  | 'challenge_missing'
  | 'challenge_unsupported'
  | 'prompt_invalid'
  | 'login_required'
  | 'code_unknown'
  | 'code_expired'
  | 'code_used'
  | 'code_of_another_client'
  | 'code_redirect_uri_wrong'
  | 'code_resource_wrong'
  | 'verifier_missing'
  | 'verifier_wrong';

/** How a personality words these errors. */
export type SignInErrors = Readonly<Record<SignInError, ErrorRow>>;
