import { grantedPermissions } from '../clients/granted-permissions.js';
import type { IssuerState } from '../issuer-state.js';
import type { JsonObject } from '../personalities/json-object.js';
import type { Grant, PersonalityName } from '../personalities/personality.js';
import type { TokenDraft } from '../personalities/token-draft.js';
import { draftToken } from './draft-token.js';
import { writeToken } from './write-token.js';

/** How a minted token differs from the one the token endpoint would send. An opaque one has no header and no signature. */
export interface MintOverrides {
  /** Client id; default: the first client. */
  readonly client?: string;
  /** API identifier; default: the first API. */
  readonly api?: string;
  /** Default: what the client is granted on the API. */
  readonly permissions?: readonly string[];
  /** Members to set; `undefined` removes one. Any `alg` goes: `none` is unsigned, `HS256` is keyed with the public key. */
  readonly header?: JsonObject;
  /** Members to set; `undefined` removes one. */
  readonly claims?: JsonObject;
  /** Whose key signs; `kid` follows it unless `header` says otherwise. */
  readonly signedBy?: PersonalityName;
}

/** @throws RangeError for a client or an API that is not registered */
export async function mintToken(name: PersonalityName, overrides: MintOverrides, state: IssuerState): Promise<string> {
  const key = await state.keyRings[overrides.signedBy ?? name].current();
  const grant = grantFor(overrides, state);
  const honest = draftToken(name, grant, key, state).draft;
  const draft: TokenDraft = {
    header: { ...honest.header, ...overrides.header },
    claims: { ...honest.claims, ...overrides.claims },
  };
  return writeToken(name, grant, draft, key, state);
}

function grantFor(overrides: MintOverrides, { clients, apis }: IssuerState): Grant {
  const client = overrides.client === undefined ? clients.first() : clients.find(overrides.client);
  if (!client) throw new RangeError(`No client "${overrides.client ?? ''}" is registered.`);
  const api = apis.find(({ identifier }) => identifier === (overrides.api ?? identifier));
  if (!api) throw new RangeError(`No API "${overrides.api ?? ''}" is registered.`);
  const permissions = overrides.permissions ?? grantedPermissions(client, api) ?? [];
  return { client, proof: 'secret', api, resource: api.identifier, permissions };
}
