import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { jsonReply, type Reply } from '../http/reply.js';
import { sendReply } from '../http/send-reply.js';
import type { Fault, FaultKind } from './fault.js';
import { padding } from './padding.js';

/** A request that a fault answers. */
export interface FaultyExchange {
  readonly response: ServerResponse;
  /** What the endpoint would answer; until it is called the endpoint has done nothing. */
  readonly answer: () => Promise<Reply>;
  /** Aborted when the connection is gone. */
  readonly gone: AbortSignal;
}

type Behaviour<Kind extends FaultKind> = (fault: Fault<Kind>, exchange: FaultyExchange) => Promise<void> | void;

const JSON_TYPE = { 'Content-Type': 'application/json' };

const BEHAVIOURS: { readonly [Kind in FaultKind]: Behaviour<Kind> } = {
  status: ({ status, headers = {}, body }, { response }) =>
    sendReply(response, body === undefined ? { status, headers, body: '' } : jsonReply(status, body, headers)),
  slow: async ({ milliseconds }, { response, answer, gone }) => {
    await delay(milliseconds, undefined, { signal: gone });
    sendReply(response, await answer());
  },
  hang: () => undefined,
  hang_after_headers: (_, { response }) => response.writeHead(200, JSON_TYPE).flushHeaders(),
  reset: (_, { response }) => void response.socket?.resetAndDestroy(),
  html: (_, { response }) =>
    sendReply(response, {
      status: 200,
      headers: { 'Content-Type': 'text/html' },
      body: '<!doctype html><title>Sign in</title>',
    }),
  truncated: async (_, { response, answer }) => {
    const reply = await answer();
    sendReply(response, { ...reply, body: reply.body.slice(0, reply.body.length / 2) });
  },
  huge: async ({ bytes }, { response, answer, gone }) => {
    const { status, headers, body } = await answer();
    response.writeHead(status, headers);
    await pipeline(padding(bytes, body), response, { signal: gone });
  },
  wrong_content_type: async (_, { response, answer }) => {
    const reply = await answer();
    sendReply(response, { ...reply, headers: { ...reply.headers, 'Content-Type': 'text/plain' } });
  },
  redirect: ({ location }, { response }) =>
    sendReply(response, { status: 307, headers: { Location: location }, body: '' }),
  body: ({ status = 200, body }, { response }) => sendReply(response, jsonReply(status, body)),
};

/** Answers the request, or leaves it unanswered, as the fault has it. Rejects when the connection goes away meanwhile. */
export async function misbehave<Kind extends FaultKind>(fault: Fault<Kind>, exchange: FaultyExchange): Promise<void> {
  const behaviour: Behaviour<Kind> = BEHAVIOURS[fault.kind];
  await behaviour(fault, exchange);
}
