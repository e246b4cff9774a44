import type { RegisteredApi, RegisteredClient } from '../options.js';

const API_ID = '7c2f6d0e-5a0b-4f5c-9d3e-2b8a1c4e6f90';

/** Fixed, so that pasted settings outlive a restart. */
export const SAMPLE_TENANT = '3d9a5f1c-84e7-4b62-a0d1-6c5b7e2f9a38';

export const SAMPLE_API = {
  identifier: `api://${API_ID}`,
  clientId: API_ID,
  permissions: ['read:students', 'token:issue'],
} as const satisfies RegisteredApi;

export const SAMPLE_CLIENT_ID = 'portero';

export function sampleClient(secret: string): RegisteredClient {
  return { id: SAMPLE_CLIENT_ID, secret, grants: { [SAMPLE_API.identifier]: ['read:students'] } };
}
