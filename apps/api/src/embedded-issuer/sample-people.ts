import type { IssuerOptions } from '@portero/issuer';

type People = NonNullable<IssuerOptions['people']>;

/** Who can sign in at the embedded issuer: one operator, and one who is none. Their passwords are no secret. */
export function samplePeople(audiences: readonly string[], role: string): People {
  const permissions = Object.fromEntries(audiences.map((audience) => [audience, ['read:students']]));
  return [
    { username: 'ada', password: 'ada', name: 'Ada Lovelace', email: 'ada@example.com', roles: [role], permissions },
    { username: 'alan', password: 'alan', name: 'Alan Turing', email: 'alan@example.com', permissions },
  ];
}
