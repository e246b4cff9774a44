/**
 * How a client authenticates: the names of `token_endpoint_auth_methods_supported` (RFC 8414 §2), and `federated` for
 * Entra's workload identity, which has none. `none` is for public clients and the authorization code grant only.
 */
export type AuthenticationMethod =
  | 'client_secret_basic'
  | 'client_secret_post'
  | 'client_secret_jwt'
  | 'private_key_jwt'
  | 'tls_client_auth'
  | 'self_signed_tls_client_auth'
  | 'federated'
  | 'none';
