import type { Person, RegisteredApi, RegisteredClient } from '../options.js';

const API_ID = '7c2f6d0e-5a0b-4f5c-9d3e-2b8a1c4e6f90';

/** Fixed, as the place of the secret is: pasted settings outlive a restart at the same port. */
export const SAMPLE_TENANT = '3d9a5f1c-84e7-4b62-a0d1-6c5b7e2f9a38';

export const SAMPLE_API = {
  identifier: `api://${API_ID}`,
  clientId: API_ID,
  permissions: ['read:students', 'token:issue'],
} as const satisfies RegisteredApi;

export const SAMPLE_CLIENT_ID = 'portero';

export const SAMPLE_SIGN_IN_CLIENT_ID = 'portero-operator';

export function sampleClient(secret: string): RegisteredClient {
  return { id: SAMPLE_CLIENT_ID, secret, grants: { [SAMPLE_API.identifier]: ['read:students'] } };
}

/** The client that people sign in for, at each provider of any service on this machine. */
export const SAMPLE_SIGN_IN_CLIENT: RegisteredClient = {
  id: SAMPLE_SIGN_IN_CLIENT_ID,
  publicClient: true,
  loopbackRedirectPath: '/auth/{provider}/callback',
  grants: { [SAMPLE_API.identifier]: ['read:students'] },
};

const PERMISSIONS = { [SAMPLE_API.identifier]: ['read:students'] };

/** An operator of a Portero service, and someone who is none. Their passwords are their usernames. */
export const SAMPLE_PEOPLE: readonly Person[] = [
  {
    username: 'ada',
    password: 'ada',
    name: 'Ada Lovelace',
    email: 'ada@portero.example',
    emailVerified: true,
    roles: ['portero.operator'],
    permissions: PERMISSIONS,
  },
  { username: 'alan', password: 'alan', name: 'Alan Turing', email: 'alan@portero.example', permissions: PERMISSIONS },
];
