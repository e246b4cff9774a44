import { grantedPermissions } from '../../clients/granted-permissions.js';
import { Refusal } from '../../refusals/refusal.js';
import { apiScopes, IDENTITY_SCOPES } from '../identity-scopes.js';
import { emailClaims } from '../person-claims.js';
import type { SignedIn, SignIn } from '../sign-in.js';
import { auth0Subject, roleClaims } from './auth0.owner.js';
import { AUTH0_SIGN_IN_ERRORS } from './auth0.sign-in-errors.js';

/** Universal Login with a database connection. */
export const AUTH0_SIGN_IN: SignIn = {
  errors: AUTH0_SIGN_IN_ERRORS,
  namesIssuer: false,
  metadata: (machines, { authorizeUrl }) => ({
    ...machines,
    authorization_endpoint: authorizeUrl,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    scopes_supported: IDENTITY_SCOPES,
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: [...(machines.token_endpoint_auth_methods_supported as string[]), 'none'],
    request_uri_parameter_supported: false,
    request_parameter_supported: false,
  }),
  /** Only `audience` names an API; scopes it does not know are passed over. */
  target(parameters, client, apis) {
    const audience = parameters.get('audience');
    if (audience === undefined) return undefined;
    const api = apis.find(({ identifier }) => identifier === audience);
    if (!api) throw new Refusal(AUTH0_SIGN_IN_ERRORS.audience_unknown, audience);
    const granted = grantedPermissions(client, api);
    if (!granted) throw new Refusal(AUTH0_SIGN_IN_ERRORS.audience_not_granted, audience);
    const asked = apiScopes(parameters);
    const permissions = asked.length > 0 ? granted.filter((name) => asked.includes(name)) : granted;
    return { api, resource: audience, permissions };
  },
  scopeWord: (permission) => permission,
  idToken: (client, signedIn, { now, lifetime, issuer, key }) => ({
    header: { alg: 'RS256', typ: 'JWT', kid: key.kid },
    claims: {
      ...scopedClaims(signedIn),
      ...roleClaims(signedIn.person),
      iss: issuer,
      aud: client.id,
      sub: auth0Subject(issuer, signedIn.person),
      iat: now,
      exp: now + lifetime,
      nonce: signedIn.nonce,
    },
  }),
};

function scopedClaims({ person, identityScopes }: SignedIn) {
  return {
    ...(identityScopes.includes('profile') && { nickname: person.username, name: person.name }),
    ...(identityScopes.includes('email') && emailClaims(person)),
  };
}
