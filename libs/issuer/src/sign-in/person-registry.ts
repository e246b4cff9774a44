import { createHash, timingSafeEqual } from 'node:crypto';
import type { Person } from '../options.js';

/** Who can sign in, in the order given. */
export class PersonRegistry {
  constructor(readonly people: readonly Person[]) {}

  /** @returns `undefined` for an unknown person as for a wrong password: nobody learns who exists */
  withPassword(username: string, password: string): Person | undefined {
    const person = this.people.find((candidate) => candidate.username === username);
    return person && samePassword(password, person.password) ? person : undefined;
  }
}

/** Over digests, since `timingSafeEqual` wants equal lengths. */
function samePassword(given: string, expected: string): boolean {
  const [one, other] = [given, expected].map((text) => createHash('sha256').update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}
