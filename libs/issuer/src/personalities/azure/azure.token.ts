import type { ClientProof } from '../../clients/authentication/client-authentication.js';
import type { Grant, Issuance, JsonObject, Personality } from '../personality.js';
import type { TokenDraft } from '../token-draft.js';
import { nameUuid } from './name-uuid.js';

/** `iat` and `nbf` lie five minutes back, against clocks that are behind. */
const BACKDATED_SECONDS = 300;

/** Values of `azpacr` and `appidacr`. */
const PROOF_CODES: Readonly<Record<ClientProof, string>> = { secret: '1', certificate: '2' };

export const draftV1: Personality['draft'] = (grant, issuance) =>
  draft(grant, issuance, '1.0', {
    aud: grant.resource,
    appid: grant.client.id,
    appidacr: PROOF_CODES[grant.proof],
    idp: issuance.issuer,
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
  const subject = nameUuid(tenant, grant.client.id);
  return {
    header: { typ: 'JWT', alg: 'RS256', x5t: version === '1.0' ? key.kid : undefined, kid: key.kid },
    claims: {
      ...own,
      iss: issuer,
      iat: backdated,
      nbf: backdated,
      exp: now + lifetime,
      aio: opaque(uuid()),
      oid: subject,
      rh: `1.${opaque(uuid())}.`,
      roles: grant.permissions.length > 0 ? grant.permissions : undefined,
      sub: subject,
      tid: tenant,
      uti: opaque(uuid()),
      ver: version,
    },
  };
}

/** 22 characters, as a real `uti` has. */
function opaque(uuid: string): string {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex').toString('base64url');
}
