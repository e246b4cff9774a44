import { compactVerify } from 'jose';
import type { IssuerState } from '../issuer-state.js';
import type { JsonObject } from '../personalities/json-object.js';
import { endpointsAt } from '../personalities/paths.js';
import type { PersonalityName } from '../personalities/personality.js';
import { PERSONALITIES } from '../personalities/registry.js';

const INACTIVE = { active: false };

/** What RFC 7662 §2.2 answers: nothing about a token that is unknown, revoked or outside its time. */
export async function introspectToken(token: string, name: PersonalityName, state: IssuerState): Promise<JsonObject> {
  const claims = state.issuedTokens.find(token) ?? (await ownClaims(token, name, state));
  if (!claims || !isInTime(claims, state.clock.seconds())) return INACTIVE;
  return { ...claims, active: true, token_type: tokenType(claims) };
}

/** Of a JWT that this personality signed as itself, with a key that is still published. */
async function ownClaims(token: string, name: PersonalityName, state: IssuerState): Promise<JsonObject | undefined> {
  const { site, issuedTokens, keyRings } = state;
  if (issuedTokens.isRevoked(token)) return undefined;
  const keys = await keyRings[name].published();
  const { issuer } = endpointsAt(site.origin, PERSONALITIES[name].paths, site.tenant);
  for (const { publicKey } of keys) {
    try {
      const { payload } = await compactVerify(token, publicKey, { algorithms: ['RS256'] });
      const claims = JSON.parse(Buffer.from(payload).toString());
      return claims.iss === issuer ? claims : undefined;
    } catch {
      // The next key may be the one.
    }
  }
  return undefined;
}

/** A time that is absent limits nothing; one that is no number is none to rely on. */
function isInTime({ exp, nbf }: JsonObject, now: number): boolean {
  const isExpired = exp !== undefined && !(typeof exp === 'number' && now < exp);
  const isEarly = nbf !== undefined && !(typeof nbf === 'number' && nbf <= now);
  return !isExpired && !isEarly;
}

/** RFC 9449 §6.2; a certificate binds bearer tokens (RFC 8705 §3). */
function tokenType({ cnf }: JsonObject): string {
  return typeof cnf === 'object' && cnf !== null && 'jkt' in cnf ? 'DPoP' : 'Bearer';
}
