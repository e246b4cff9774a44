import { createHash } from 'node:crypto';
import type { Person } from '../../options.js';
import type { Issuance } from '../issuance.js';
import type { JsonObject } from '../json-object.js';
import { nameUuid } from '../name-uuid.js';
import { roleWords } from '../person-claims.js';
import type { Grant } from '../personality.js';
import { scopeString } from '../scope.js';

/** The object of the person in the directory: the same for every application. */
export function objectId(tenant: string, { username }: Person): string {
  return nameUuid(tenant, `people/${username}`);
}

/** Another for every application (`subject_types_supported` is `pairwise`). @param audience client or API */
export function pairwiseSubject(tenant: string, audience: string, { username }: Person): string {
  return createHash('sha256')
    .update(JSON.stringify([tenant, audience, username]))
    .digest('base64url');
}

/** What a token tells about its owner. An application is its own subject, and has `roles` where a person has `scp`. */
export function ownerClaims(
  { client, api, permissions, signedIn }: Grant,
  { tenant }: Issuance,
  version: '1.0' | '2.0',
): JsonObject {
  if (!signedIn) {
    const subject = nameUuid(tenant, client.id);
    return { oid: subject, sub: subject, roles: permissions.length > 0 ? permissions : undefined };
  }
  const { person } = signedIn;
  const names = version === '1.0' ? { unique_name: person.username, upn: person.username } : undefined;
  return {
    oid: objectId(tenant, person),
    sub: pairwiseSubject(tenant, api.clientId, person),
    scp: scopeString(permissions),
    roles: roleWords(person),
    name: person.name,
    ...(names ?? { preferred_username: person.username }),
  };
}
