import type { Trust } from '../src/jwt/trust.js';

/** The strict trust of an RFC 9068 issuer, except for what a spec is about. */
export function trustOf(changes: Partial<Trust> = {}): Trust {
  return {
    provider: 'op',
    issuer: 'https://op.example',
    discoveryUrl: 'https://op.example/.well-known/openid-configuration',
    algorithms: ['RS256'],
    types: ['at+jwt'],
    audiences: ['api://students'],
    audienceForms: (audience) => [audience],
    relaxAudience: false,
    audienceOptional: false,
    senderConstrained: 'accepted',
    clientClaims: ['client_id'],
    permissionClaims: ['scope'],
    requiredClaims: ['sub'],
    clockTolerance: 60,
    rules: [],
    ...changes,
  };
}
