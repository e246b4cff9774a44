import type { AuthenticationMethod } from '../clients/authentication/authentication-method.js';
import { readAssertion } from '../clients/authentication/client-assertion.js';
import type { Entries } from '../http/body-entries.js';
import type { Endpoint } from '../personalities/paths.js';
import type { PersonalityName } from '../personalities/personality.js';
import type { ReadRequest } from './receive-request.js';

const CAPACITY = 10_000;

/** Characters kept of a `jti`. */
const LONGEST_ID = 256;

/** The only parameters whose values are kept; any other could be, or be mistaken for, a secret. */
const SHOWN = new Set(['grant_type', 'client_id', 'scope', 'audience', 'resource', 'client_assertion_type', 'appid']);

/** A request that reached an endpoint, whatever came of it. */
export interface ReceivedRequest {
  readonly personality: PersonalityName;
  readonly endpoint: Endpoint;
  readonly method: string;
  /** Milliseconds since the epoch, by the injected clock, without skew. */
  readonly at: number;
  /** How the client authenticated; absent when it did not succeed. */
  readonly authenticatedBy?: AuthenticationMethod;
  /** RFC 7638 thumbprint of the key in the DPoP proof that came, good or not; absent without a readable one. */
  readonly dpopJkt?: string;
  /**
   * Of query and body, by name; the value is `[hidden]` unless it is known not to be secret. `jti` is the identifier in the
   * `client_assertion`, which is hidden itself.
   */
  readonly parameters: Readonly<Record<string, string>>;
}

/** The entry of a request that is still being answered. */
export type OpenEntry = { -readonly [Member in keyof ReceivedRequest]: ReceivedRequest[Member] };

/** The last 10,000 requests, oldest first. */
export class RequestLog {
  readonly entries: OpenEntry[] = [];

  add({ personality, endpoint, method, dpopJkt, query, parameters = [] }: ReadRequest, at: number): OpenEntry {
    const shown = [...query, ...parameters].map(([name, value]) => [name, isShown(name, value) ? value : '[hidden]']);
    const shownParameters = Object.fromEntries([...shown, ...assertionId(parameters)]);
    const entry: OpenEntry = {
      personality,
      endpoint,
      method,
      at,
      ...(dpopJkt && { dpopJkt }),
      parameters: shownParameters,
    };
    if (this.entries.push(entry) > CAPACITY) this.entries.shift();
    return entry;
  }
}

/** An assertion in the place of another parameter is still one. */
function isShown(name: string, value: string): boolean {
  return SHOWN.has(name) && !readAssertion(value);
}

function assertionId(parameters: Entries): Entries {
  const jti = readAssertion(parameters.find(([name]) => name === 'client_assertion')?.[1] ?? '')?.claims.jti;
  return typeof jti === 'string' ? [['jti', jti.slice(0, LONGEST_ID)]] : [];
}
