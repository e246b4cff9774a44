import type { AuthenticationMethod } from './authentication-method.js';
import { CLIENT_AUTHENTICATIONS } from './registry.js';

/** For `token_endpoint_auth_methods_supported` (RFC 8414 §2). @param overTls whether the issuer has a mutual-TLS endpoint */
export function advertisedMethods(
  methods: readonly AuthenticationMethod[],
  overTls = false,
): readonly AuthenticationMethod[] {
  return methods
    .filter((name) => !CLIENT_AUTHENTICATIONS[name].unlisted)
    .filter((name) => overTls || CLIENT_AUTHENTICATIONS[name].place !== 'connection');
}
