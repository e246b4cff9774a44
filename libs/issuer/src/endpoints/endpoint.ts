import type { Reply } from '../http/reply.js';
import type { IssuerState } from '../issuer-state.js';
import type { EndpointRequest } from './endpoint-request.js';

/** @throws Refusal */
export type EndpointReply = (request: EndpointRequest, state: IssuerState, requestId: string) => Reply | Promise<Reply>;
