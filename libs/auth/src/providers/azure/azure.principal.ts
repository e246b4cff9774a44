import { type Principal, type PrincipalMapper, principalOf } from '../../passport/principal.js';

/** By `azpacr` in v2 tokens, `appidacr` in v1 tokens. */
const CLIENT_AUTH: ReadonlyMap<unknown, Principal['clientAuth']> = new Map([
  ['0', 'public'],
  ['1', 'secret'],
  ['2', 'certificate'],
]);

/** v1 and v2 access tokens of Entra ID, for applications and for people. */
export const azurePrincipal: PrincipalMapper = (claims, trust) => {
  // `idtyp` is an optional claim; without it a token with no `scp` whose subject is the application is app-only.
  const appOnly =
    claims.idtyp === undefined ? claims.scp === undefined && claims.oid === claims.sub : claims.idtyp === 'app';
  return principalOf(claims, trust, {
    kind: appOnly ? 'system' : 'user',
    tenant: String(claims.tid),
    clientAuth: CLIENT_AUTH.get(claims.azpacr ?? claims.appidacr),
    tokenId: claims.uti,
  });
};
