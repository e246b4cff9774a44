const OWN_AUTHORITY =
  'a company or test authority signed it: point NODE_EXTRA_CA_CERTS at a PEM file with that authority (never switch the check off)';
const INCOMPLETE = `the server does not send its whole chain: whoever runs it must add the intermediate; or ${OWN_AUTHORITY}`;

const HINTS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: "the server's certificate has expired: whoever runs it must renew it (or the clock here is wrong)",
  CERT_NOT_YET_VALID: 'the certificate is not valid yet: check the clock of this machine',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is for another host: check the host in OIDC_ISSUER and OIDC_TOKEN_URL',
  SELF_SIGNED_CERT_IN_CHAIN: OWN_AUTHORITY,
  DEPTH_ZERO_SELF_SIGNED_CERT: OWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT: INCOMPLETE,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: INCOMPLETE,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: INCOMPLETE,
  ERR_SSL_WRONG_VERSION_NUMBER: 'the server speaks no TLS on this port: check the port of the URL',
};

/** What to do about a code of Node's TLS. */
export function tlsHint(code: string): string {
  return HINTS[code] ?? 'check that this machine may reach the host: firewall, proxy, port of the URL';
}
