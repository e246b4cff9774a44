import type { ErrorCatalogue, ErrorRow } from '../../refusals/error-catalogue.js';

const denied = (status: 401 | 403, description: string): ErrorRow => ({ status, error: 'access_denied', description });
const invalidRequest = (description: string): ErrorRow => ({ status: 400, error: 'invalid_request', description });

/** Auth0 says `access_denied` where RFC 6749 §5.2 has `invalid_client`, with status 401. */
const unauthorized = denied(401, 'Unauthorized');

export const AUTH0_ERRORS = {
  body_unreadable: invalidRequest('Body must be JSON or form encoded'),
  parameter_repeated: invalidRequest('Duplicate parameter: {subject}'),
  parameter_missing: invalidRequest('Missing required parameter: {subject}'),
  grant_type_unsupported: {
    status: 403,
    error: 'unsupported_grant_type',
    description: 'Unsupported grant type: {subject}',
  },
  client_id_missing: unauthorized,
  credentials_missing: unauthorized,
  credentials_malformed: unauthorized,
  credentials_ambiguous: invalidRequest('Only one client authentication method may be used'),
  client_unknown: unauthorized,
  secret_wrong: unauthorized,
  secret_expired: unauthorized,
  method_not_allowed: unauthorized,
  assertion_type_missing: invalidRequest('Missing required parameter: {subject}'),
  assertion_type_unsupported: invalidRequest('Unsupported client_assertion_type'),
  assertion_malformed: unauthorized,
  assertion_subject_wrong: unauthorized,
  assertion_audience_wrong: unauthorized,
  assertion_outside_time: unauthorized,
  assertion_unverified: unauthorized,
  assertion_replayed: unauthorized,
  federation_unmatched: unauthorized,
  certificate_refused: unauthorized,
  grant_not_allowed: {
    status: 403,
    error: 'unauthorized_client',
    description: "Grant type 'client_credentials' not allowed for the client.",
  },
  audience_missing: denied(403, 'No audience parameter was provided, and no default audience has been configured'),
  audience_unknown: denied(403, 'Service not enabled within domain: {subject}'),
  audience_not_granted: denied(
    403,
    'Client is not authorized to access "{subject}". You need to create a "client-grant" associated to this API. See: https://auth0.com/docs/api/v2#!/Client_Grants/post_client_grants',
  ),
  scope_not_granted: denied(403, 'Client has not been granted scopes: {subject}'),
} as const satisfies ErrorCatalogue & Readonly<Record<string, ErrorRow>>;
