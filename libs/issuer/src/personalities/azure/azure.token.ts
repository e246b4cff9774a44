import type { ClientProof } from '../../clients/authentication/client-authentication.js';
import type { Issuance } from '../issuance.js';
import type { JsonObject } from '../json-object.js';
import type { Grant, Personality } from '../personality.js';
import type { TokenDraft } from '../token-draft.js';
import { ownerClaims } from './azure.owner.js';

/** `iat` and `nbf` lie five minutes back, against clocks that are behind. */
export const BACKDATED_SECONDS = 300;

/** Values of `azpacr` and `appidacr`. */
const PROOF_CODES: Readonly<Record<ClientProof, string>> = { public: '0', secret: '1', certificate: '2' };

export const draftV1: Personality['draft'] = (grant, issuance) =>
  draft(grant, issuance, '1.0', {
    aud: grant.resource,
    appid: grant.client.id,
    appidacr: PROOF_CODES[grant.proof],
    idp: grant.signedIn ? undefined : issuance.issuer,
  });

export const draftV2: Personality['draft'] = (grant, issuance) =>
  draft(grant, issuance, '2.0', {
    aud: grant.api.clientId,
    azp: grant.client.id,
    azpacr: PROOF_CODES[grant.proof],
  });

function draft(grant: Grant, issuance: Issuance, version: '1.0' | '2.0', own: JsonObject): TokenDraft {
  const { now, lifetime, issuer, tenant, key, uuid } = issuance;
  const backdated = now - BACKDATED_SECONDS;
  return {
    header: { typ: 'JWT', alg: 'RS256', x5t: version === '1.0' ? key.kid : undefined, kid: key.kid },
    claims: {
      ...own,
      iss: issuer,
      iat: backdated,
      nbf: backdated,
      exp: now + lifetime,
      aio: opaque(uuid()),
      rh: `1.${opaque(uuid())}.`,
      tid: tenant,
      uti: opaque(uuid()),
      ver: version,
      ...ownerClaims(grant, issuance, version),
    },
  };
}

/** 22 characters, as a real `uti` has. */
export function opaque(uuid: string): string {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex').toString('base64url');
}
