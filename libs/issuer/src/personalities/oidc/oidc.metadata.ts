import { advertisedMethods } from '../../clients/authentication/advertised-methods.js';
import type { AuthenticationMethod } from '../../clients/authentication/authentication-method.js';
import { SECRET_ALGORITHMS } from '../../clients/authentication/client-secret-jwt.js';
import { DPOP_ALGORITHMS } from '../../clients/binding/dpop-proof.js';
import type { JsonObject } from '../json-object.js';
import { endpointsAt, type Paths } from '../paths.js';
import type { Site } from '../personality.js';
import { OIDC_ASSERTIONS } from './oidc.assertions.js';

/** RFC 8414 §2, with the members of RFC 8705 §3.3 and §5 and of RFC 9449 §5.1. */
export function oidcMetadata(
  { origin, tenant, mtlsOrigin }: Site,
  paths: Paths,
  methods: readonly AuthenticationMethod[],
): JsonObject {
  const { issuer, jwksUrl, tokenUrl, introspectionUrl } = endpointsAt(origin, paths, tenant);
  const advertised = advertisedMethods(methods, mtlsOrigin !== undefined);
  const assertionAlgorithms = [...OIDC_ASSERTIONS.algorithms, ...SECRET_ALGORITHMS];
  return {
    issuer,
    token_endpoint: tokenUrl,
    jwks_uri: jwksUrl,
    response_types_supported: [],
    grant_types_supported: ['client_credentials'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: advertised,
    token_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
    introspection_endpoint: introspectionUrl,
    introspection_endpoint_auth_methods_supported: advertised,
    introspection_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
    dpop_signing_alg_values_supported: DPOP_ALGORITHMS,
    ...(mtlsOrigin && mutualTls(endpointsAt(mtlsOrigin, paths, tenant))),
  };
}

function mutualTls({ tokenUrl, introspectionUrl }: ReturnType<typeof endpointsAt>): JsonObject {
  return {
    tls_client_certificate_bound_access_tokens: true,
    mtls_endpoint_aliases: { token_endpoint: tokenUrl, introspection_endpoint: introspectionUrl },
  };
}
