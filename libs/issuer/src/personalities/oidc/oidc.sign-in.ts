import { apiScopes, IDENTITY_SCOPES, withScopes } from '../identity-scopes.js';
import type { Issuance } from '../issuance.js';
import type { JsonObject } from '../json-object.js';
import { nameUuid, URL_NAMESPACE } from '../name-uuid.js';
import { personClaims, roleWords } from '../person-claims.js';
import type { Grant } from '../personality.js';
import type { SignIn } from '../sign-in.js';
import { authorizeOidc } from './oidc.authorize.js';
import { OIDC_SIGN_IN_ERRORS } from './oidc.sign-in-errors.js';

/** The same person is the same subject as long as the issuer's URL is. */
export function oidcSubject(issuer: string, username: string): string {
  return nameUuid(URL_NAMESPACE, `${issuer}#${username}`);
}

/** What a token tells about its owner: the client, or the person who signed in (RFC 9068 §2.2, §2.2.3.1). */
export function ownerClaims({ client, signedIn }: Grant, { issuer }: Issuance): JsonObject {
  if (!signedIn) return { sub: client.id };
  return { sub: oidcSubject(issuer, signedIn.person.username), roles: roleWords(signedIn.person) };
}

/** OpenID Connect Core to the letter. */
export const OIDC_SIGN_IN: SignIn = {
  errors: OIDC_SIGN_IN_ERRORS,
  namesIssuer: true,
  metadata: (machines, { authorizeUrl }) => ({
    ...machines,
    authorization_endpoint: authorizeUrl,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'client_credentials'],
    scopes_supported: IDENTITY_SCOPES,
    claims_supported: [
      'iss',
      'sub',
      'aud',
      'exp',
      'iat',
      'auth_time',
      'nonce',
      'name',
      'preferred_username',
      'email',
      'email_verified',
      'roles',
    ],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: [...(machines.token_endpoint_auth_methods_supported as string[]), 'none'],
    prompt_values_supported: ['none', 'login', 'consent', 'select_account'],
    claims_parameter_supported: false,
    request_parameter_supported: false,
    request_uri_parameter_supported: false,
    authorization_response_iss_parameter_supported: true,
  }),
  target(parameters, client, apis) {
    const scopes = apiScopes(parameters);
    const asksForApi = scopes.length > 0 || parameters.has('resource') || parameters.has('audience');
    return asksForApi ? authorizeOidc(withScopes(parameters, scopes), client, apis) : undefined;
  },
  scopeWord: (permission) => permission,
  idToken: (client, signedIn, { now, lifetime, issuer, key }) => ({
    header: { alg: 'RS256', typ: 'JWT', kid: key.kid },
    claims: {
      iss: issuer,
      sub: oidcSubject(issuer, signedIn.person.username),
      aud: client.id,
      exp: now + lifetime,
      iat: now,
      auth_time: signedIn.authTime,
      nonce: signedIn.nonce,
      ...personClaims(signedIn),
      roles: roleWords(signedIn.person),
    },
  }),
};
