import { type PrincipalMapper, principalOf } from '../../passport/principal.js';

const CLIENT_AUTH: Readonly<Record<string, 'public' | 'secret' | 'certificate'>> = {
  '0': 'public',
  '1': 'secret',
  '2': 'certificate',
};

/** v1 and v2 access tokens of Entra ID, for applications and for people. */
export const azurePrincipal: PrincipalMapper = (claims, trust) => {
  // `idtyp` is an optional claim; without it a token with no `scp` whose subject is the application is app-only.
  const appOnly =
    claims.idtyp === undefined ? claims.scp === undefined && claims.oid === claims.sub : claims.idtyp === 'app';
  return principalOf(claims, trust, {
    kind: appOnly ? 'system' : 'user',
    tenant: String(claims.tid),
    clientAuth: CLIENT_AUTH[String(claims.azpacr ?? claims.appidacr)],
    tokenId: claims.uti,
  });
};
