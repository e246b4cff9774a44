import type { TokenRequest } from '../clients/token-request.js';
import type { Reply } from '../http/reply.js';
import type { IssuerState } from '../issuer-state.js';
import type { EndpointRequest } from './endpoint-request.js';

/** Answers token requests of one `grant_type`. @throws Refusal */
export type TokenGrant = (
  request: EndpointRequest,
  tokenRequest: TokenRequest,
  state: IssuerState,
  requestId: string,
) => Promise<Reply>;
