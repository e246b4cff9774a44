import type { DpopNonces } from './clients/binding/dpop-nonces.js';
import type { ClientRegistry } from './clients/client-registry.js';
import type { UsedIdentifiers } from './clients/used-identifiers.js';
import type { IssuerClock } from './clock.js';
import type { KeyRing } from './keys/key-ring.js';
import type { HostedApi } from './options.js';
import type { PersonalityName, Site } from './personalities/personality.js';
import type { AuthorizationCodes } from './sign-in/authorization-codes.js';
import type { PendingSignIn } from './sign-in/pending-sign-in.js';
import type { PersonRegistry } from './sign-in/person-registry.js';
import type { SecretValues } from './sign-in/secret-values.js';
import type { IssuedTokens } from './tokens/issued-tokens.js';

/** What the endpoints of a running issuer share. */
export interface IssuerState {
  readonly site: Site;
  readonly clock: IssuerClock;
  readonly apis: readonly HostedApi[];
  readonly clients: ClientRegistry;
  readonly usedAssertions: Readonly<Record<PersonalityName, UsedIdentifiers>>;
  readonly usedProofs: UsedIdentifiers;
  /** Absent: no DPoP proof needs a nonce. */
  readonly dpopNonces?: DpopNonces;
  readonly issuedTokens: IssuedTokens;
  readonly keyRings: Readonly<Record<PersonalityName, KeyRing>>;
  /** Seconds; default: the personality's own. */
  readonly tokenLifetime?: number;
  /** Absent: nobody can sign in. */
  readonly people?: PersonRegistry;
  readonly pendingSignIns: SecretValues<PendingSignIn>;
  readonly authorizationCodes: AuthorizationCodes;
  readonly uuid: () => string;
}
