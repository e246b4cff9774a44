import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { misbehave } from '../faults/behaviours.js';
import type { FaultBoard } from '../faults/fault-board.js';
import { jsonReply } from '../http/reply.js';
import { sendReply } from '../http/send-reply.js';
import type { IssuerState } from '../issuer-state.js';
import { answer } from './answer.js';
import { receiveRequest } from './receive-request.js';
import type { RequestLog } from './request-log.js';
import { findRoute } from './routes.js';

interface Desk {
  /** Where it receives. */
  readonly origin: string;
  readonly state: IssuerState;
  readonly faults: FaultBoard;
  readonly log: RequestLog;
}

/** Routes, records and answers every request, rightly or as an injected fault has it. */
export function dispatcher(desk: Desk): RequestListener {
  return (request, response) => {
    const connection = new AbortController();
    response.once('close', () => connection.abort());
    dispatch(request, response, connection.signal, desk).catch((error: unknown) => {
      // With the connection gone there is nobody left to answer: the sender hung up, or the issuer was closed.
      if (connection.signal.aborted) return;
      process.emitWarning(inspect(error));
      if (response.headersSent) response.destroy();
      else sendReply(response, jsonReply(500, { error: 'server_error' }));
    });
  };
}

async function dispatch(
  request: IncomingMessage,
  response: ServerResponse,
  gone: AbortSignal,
  { origin, state, faults, log }: Desk,
): Promise<void> {
  response.setHeader('Date', state.clock.date().toUTCString());
  const [path = '', query = ''] = request.url?.split('?', 2) ?? [];
  const route = findRoute(path);
  if (!route) return sendReply(response, jsonReply(404, { error: 'not_found' }));

  const received = await receiveRequest(request, { ...route, origin }, query);
  const entry = log.add(received, state.clock.trueTime());
  const reply = () => answer({ ...received, entry }, state);
  const fault = faults.take(route.personality, route.endpoint);
  if (fault) await misbehave(fault, { response, answer: reply, gone });
  else sendReply(response, await reply());
}
