import type { JWK } from 'jose';
import type { ReceivedRequest } from './endpoints/request-log.js';
import type { Fault } from './faults/fault.js';
import type { FaultPlace } from './faults/fault-board.js';
import type { HostedApi } from './options.js';
import type { Endpoints } from './personalities/paths.js';
import type { PersonalityName } from './personalities/personality.js';
import type { MintOverrides } from './tokens/mint-token.js';

/** A running issuer. */
export interface Issuer {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** `https://127.0.0.1:<port>`, with `IssuerOptions.tls` only. Answers as `origin` does, and asks for a client certificate. */
  readonly mtlsOrigin?: string;
  /** GUID of the Entra tenant. */
  readonly tenant: string;
  readonly endpoints: Readonly<Record<PersonalityName, Endpoints>>;
  /** `accessTokenAcceptedVersion` may be set while the issuer runs; the next token follows it. */
  readonly apis: readonly HostedApi[];
  /** The last 10,000 requests that reached an endpoint, oldest first. */
  readonly requests: readonly ReceivedRequest[];

  /**
   * Makes a token without a request: what the token endpoint would send to the first client for the first API, with
   * `overrides` applied. At `oidc`, one for an API with `tokenFormat: 'opaque'` is opaque too, and introspects to its claims.
   * @throws RangeError for a client or an API that is not registered
   */
  mint(personality: PersonalityName, overrides?: MintOverrides): Promise<string>;

  /** From now on introspection says that the token is not active; an unknown one it never was (RFC 7009 §2.2). */
  revoke(token: string): void;

  /** A new key signs from now on. The old ones stay published unless `overlap` is false. */
  rotateKeys(personality: PersonalityName, options?: { overlap?: boolean }): Promise<void>;

  /** Only the key that signs stays published. */
  withdrawOldKeys(personality: PersonalityName): void;

  /**
   * Makes an endpoint misbehave. Faults injected for the same place strike one after the other.
   * @param times how many requests are struck; default: all until `heal`
   */
  injectFault(where: FaultPlace, fault: Fault, times?: number): void;

  /** Removes all faults. */
  heal(): void;

  /** Puts the issuer's clock (`iat`, `nbf`, `exp`, the `Date` header) ahead by so many seconds; negative: behind. */
  setClockSkew(seconds: number): void;

  /** The old secrets are wrong at once, unless `keepOld`. @throws RangeError for an unknown client, TypeError for no secret */
  rotateSecret(clientId: string, secret: string, options?: { keepOld?: boolean }): void;

  /** The old certificates are unknown at once. @throws RangeError for an unknown client, TypeError for no certificate */
  rotateCertificate(clientId: string, pem: string): void;

  /** The old keys are unknown at once. @throws RangeError for an unknown client, TypeError for a key that is not public */
  rotateJwks(clientId: string, jwks: readonly JWK[]): void;

  /**
   * `oidc`: DPoP proofs need a new nonce, the one before still does. It also changes every five minutes.
   * @throws TypeError without `IssuerOptions.dpopNonce`
   */
  rotateDpopNonce(): void;

  /** Ends every connection, hanging ones too, and frees the port. May be called again. */
  close(): Promise<void>;
}
