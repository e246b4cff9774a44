import type { ReadRequest } from './receive-request.js';
import type { OpenEntry } from './request-log.js';

/** A request that is being answered. */
export interface EndpointRequest extends ReadRequest {
  readonly entry: OpenEntry;
}
