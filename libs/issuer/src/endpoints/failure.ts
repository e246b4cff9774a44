import type { IssuerState } from '../issuer-state.js';
import type { JsonObject } from '../personalities/json-object.js';
import { PERSONALITIES } from '../personalities/registry.js';
import type { Refusal } from '../refusals/refusal.js';
import type { EndpointRequest } from './endpoint-request.js';

/** A refusal in the words of the personality. */
export function failureOf(
  refusal: Refusal,
  { personality }: EndpointRequest,
  id: string,
  { clock, site, uuid }: IssuerState,
): JsonObject {
  return PERSONALITIES[personality].failure(refusal, { id, at: clock.date(), tenant: site.tenant, uuid });
}
