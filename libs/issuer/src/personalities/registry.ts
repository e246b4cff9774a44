import { AUTH0 } from './auth0/auth0.personality.js';
import { AZURE_V1, AZURE_V2 } from './azure/azure.personality.js';
import { OIDC } from './oidc/oidc.personality.js';
import type { Personality, PersonalityName } from './personality.js';

export const PERSONALITIES: Readonly<Record<PersonalityName, Personality>> = {
  oidc: OIDC,
  auth0: AUTH0,
  'azure-v1': AZURE_V1,
  'azure-v2': AZURE_V2,
};

export const PERSONALITY_NAMES = Object.keys(PERSONALITIES) as readonly PersonalityName[];

/** Builds one thing for each personality. */
export function perPersonality<Value>(
  build: (personality: Personality, name: PersonalityName) => Value,
): Readonly<Record<PersonalityName, Value>> {
  return Object.fromEntries(PERSONALITY_NAMES.map((name) => [name, build(PERSONALITIES[name], name)])) as Record<
    PersonalityName,
    Value
  >;
}
