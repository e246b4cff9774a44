import { bindTokens } from '../clients/binding/bind-tokens.js';
import type { Confirmation } from '../clients/binding/confirmation.js';
import type { TokenRequest } from '../clients/token-request.js';
import type { IssuerState } from '../issuer-state.js';
import type { RegisteredClient } from '../options.js';
import { endpointsAt } from '../personalities/paths.js';
import { PERSONALITIES } from '../personalities/registry.js';
import type { EndpointRequest } from './endpoint-request.js';

interface TokenBinding {
  readonly confirmation?: Confirmation;
  /** Of a good answer. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a token is bound to, where the personality binds tokens. @throws Refusal */
export async function tokenBinding(
  { personality, origin, tenant }: EndpointRequest,
  tokenRequest: TokenRequest,
  client: RegisteredClient,
  { clock, usedProofs, dpopNonces }: IssuerState,
): Promise<TokenBinding> {
  const { bindingErrors: errors, paths } = PERSONALITIES[personality];
  if (!errors) return {};
  const now = clock.seconds();
  const url = endpointsAt(origin, paths, tenant).tokenUrl;
  const confirmation = await bindTokens(tokenRequest, client, { errors, url, usedProofs, dpopNonces, now });
  // RFC 9449 §8.2: the nonce for the next request.
  const headers = confirmation?.jkt ? dpopNonces?.header(now) : undefined;
  return { confirmation, headers };
}
