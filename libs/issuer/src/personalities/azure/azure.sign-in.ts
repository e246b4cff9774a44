import { IDENTITY_SCOPES } from '../identity-scopes.js';
import { roleWords } from '../person-claims.js';
import type { SignedIn, SignIn } from '../sign-in.js';
import { objectId, pairwiseSubject } from './azure.owner.js';
import { targetOfScopes } from './azure.scopes.js';
import { AZURE_SIGN_IN_ERRORS } from './azure.sign-in-errors.js';
import { BACKDATED_SECONDS, opaque } from './azure.token.js';

/** The v2 endpoints of Microsoft Entra ID. */
export const AZURE_SIGN_IN: SignIn = {
  errors: AZURE_SIGN_IN_ERRORS,
  namesIssuer: false,
  // Entra takes PKCE and does not say so: it has no `code_challenge_methods_supported`.
  metadata: (machines, { authorizeUrl }) => ({
    ...machines,
    authorization_endpoint: authorizeUrl,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    scopes_supported: IDENTITY_SCOPES,
    request_uri_parameter_supported: false,
  }),
  target: targetOfScopes,
  scopeWord: (permission, resource) => `${resource}/${permission}`,
  idToken: (client, signedIn, { now, lifetime, issuer, tenant, key, uuid }) => ({
    header: { typ: 'JWT', alg: 'RS256', kid: key.kid },
    claims: {
      aud: client.id,
      iss: issuer,
      iat: now - BACKDATED_SECONDS,
      nbf: now - BACKDATED_SECONDS,
      exp: now + lifetime,
      aio: opaque(uuid()),
      nonce: signedIn.nonce,
      rh: `1.${opaque(uuid())}.`,
      roles: roleWords(signedIn.person),
      sub: pairwiseSubject(tenant, client.id, signedIn.person),
      tid: tenant,
      uti: opaque(uuid()),
      ver: '2.0',
      ...scopedClaims(signedIn, tenant),
    },
  }),
};

/** learn.microsoft.com/entra/identity-platform/id-token-claims-reference: `oid` is of `profile`; no address is ever verified. */
function scopedClaims({ person, identityScopes }: SignedIn, tenant: string) {
  return {
    ...(identityScopes.includes('profile') && {
      name: person.name,
      oid: objectId(tenant, person),
      preferred_username: person.username,
    }),
    ...(identityScopes.includes('email') && { email: person.email }),
  };
}
