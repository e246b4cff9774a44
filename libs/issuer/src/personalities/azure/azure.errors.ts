import type { ErrorCatalogue } from '../../refusals/error-catalogue.js';
import { type EntraRow, entraErrors } from './entra-errors.js';

const MISSING_FIELD: EntraRow = [
  400,
  'invalid_request',
  90014,
  "The required field '{subject}' is missing from the credential. Ensure that you have all the necessary parameters for the login request.",
];

const MALFORMED_JWT: EntraRow = [400, 'invalid_request', 50027, 'JWT token is invalid or malformed.'];

/** One row for a signature that does not verify and a certificate that is unknown or expired. */
const UNVERIFIED_ASSERTION: EntraRow = [
  401,
  'invalid_client',
  700027,
  "Client assertion contains an invalid signature. [Reason - The key was not found or is expired. Application '{subject}']",
];

const ROWS = {
  // What Entra says of a JSON body: it looks for the form's fields and finds none.
  body_unreadable: [
    400,
    'invalid_request',
    900144,
    "The request body must contain the following parameter: 'grant_type'.",
  ],
  parameter_repeated: [
    400,
    'invalid_request',
    9000411,
    "The request is not properly formatted. The parameter '{subject}' is duplicated.",
  ],
  parameter_missing: MISSING_FIELD,
  grant_type_unsupported: [
    400,
    'unsupported_grant_type',
    70003,
    "The app requested an unsupported grant type '{subject}'.",
  ],
  client_id_missing: MISSING_FIELD,
  credentials_missing: [
    401,
    'invalid_client',
    7000216,
    "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.",
  ],
  credentials_malformed: [400, 'invalid_request', 90023, 'The Authorization header is not valid.'],
  credentials_ambiguous: [400, 'invalid_request', 90023, 'The request holds more than one client credential.'],
  client_unknown: [
    400,
    'unauthorized_client',
    700016,
    "Application with identifier '{subject}' was not found in the directory '{tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.",
  ],
  secret_wrong: [
    401,
    'invalid_client',
    7000215,
    "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{subject}'.",
  ],
  secret_expired: [
    401,
    'invalid_client',
    7000222,
    "The provided client secret keys for app '{subject}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.",
  ],
  method_not_allowed: [
    401,
    'invalid_client',
    70002,
    "Error validating credentials. The application '{subject}' may not use this type of credential.",
  ],
  assertion_type_missing: MISSING_FIELD,
  assertion_type_unsupported: [400, 'invalid_request', 90023, "The value of 'client_assertion_type' is not supported."],
  assertion_malformed: MALFORMED_JWT,
  assertion_subject_wrong: [
    401,
    'invalid_client',
    700021,
    "Client assertion application identifier doesn't match 'client_id' parameter. Review the documentation at https://learn.microsoft.com/entra/identity-platform/certificate-credentials.",
  ],
  assertion_audience_wrong: [
    401,
    'invalid_client',
    700023,
    'Client assertion audience claim does not match Realm issuer. Review the documentation at https://learn.microsoft.com/entra/identity-platform/certificate-credentials.',
  ],
  assertion_outside_time: [
    401,
    'invalid_client',
    700024,
    'Client assertion is not within its valid time range. Review the documentation at https://learn.microsoft.com/entra/identity-platform/certificate-credentials.',
  ],
  assertion_unverified: UNVERIFIED_ASSERTION,
  // Entra lets an assertion come again.
  assertion_replayed: UNVERIFIED_ASSERTION,
  certificate_refused: UNVERIFIED_ASSERTION,
  federation_unmatched: [
    401,
    'invalid_client',
    700213,
    "No matching federated identity record found for presented assertion subject '{subject}'. Check your federated identity credential Subject, Audience and Issuer against the presented assertion. https://learn.microsoft.com/entra/workload-id/workload-identity-federation",
  ],
  tenant_unknown: [
    400,
    'invalid_request',
    90002,
    "Tenant '{subject}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.",
  ],
  scope_invalid: [
    400,
    'invalid_scope',
    70011,
    "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope {subject} is not valid.",
  ],
  scope_not_default: [
    400,
    'invalid_scope',
    1002012,
    'The provided value for scope {subject} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).',
  ],
  resource_not_supported: [400, 'invalid_request', 901002, "The 'resource' request parameter is not supported."],
  resource_unknown: [
    400,
    'invalid_resource',
    500011,
    'The resource principal named {subject} was not found in the tenant named {tenant}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.',
  ],
  role_not_assigned: [
    400,
    'invalid_grant',
    501051,
    'Application is not assigned to a role for the application {subject}.',
  ],
} as const satisfies Readonly<Record<string, EntraRow>>;

/** Codes and texts of learn.microsoft.com/entra/identity-platform/reference-error-codes and of recorded answers. */
export const AZURE_ERRORS = entraErrors(ROWS) satisfies ErrorCatalogue;
