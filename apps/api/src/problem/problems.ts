import type { ProblemDocument } from '@portero/auth';

/** What Node, Fastify and Nest answer themselves, by status: fixed words, nothing of the request is repeated. */
export const PROBLEMS: Readonly<Record<number, Pick<ProblemDocument, 'reason' | 'title' | 'detail'>>> = {
  400: { reason: 'request_invalid', title: 'Invalid request', detail: 'The request is not as this route wants it.' },
  404: { reason: 'not_found', title: 'Not found', detail: 'There is no such route.' },
  405: { reason: 'method_not_allowed', title: 'Method not allowed', detail: 'The route does not take this method.' },
  408: { reason: 'request_timeout', title: 'Request timeout', detail: 'The request took too long to arrive.' },
  413: { reason: 'body_too_large', title: 'Body too large', detail: 'Send a smaller body.' },
  415: {
    reason: 'media_type_unsupported',
    title: 'Unsupported media type',
    detail: 'Send application/json in UTF-8, not compressed.',
  },
  431: { reason: 'headers_too_large', title: 'Headers too large', detail: 'Send fewer or shorter header fields.' },
  500: { reason: 'internal_error', title: 'Internal error', detail: 'Something broke here. The log tells more.' },
};

/**
 * The problem document (RFC 9457) of a status; one that is not listed becomes 400 or 500.
 *
 * @param types what `type` begins with, before the reason
 */
export function problemOf(answered: number, types: string): ProblemDocument {
  const status = Object.hasOwn(PROBLEMS, answered) ? answered : answered < 500 ? 400 : 500;
  const { reason, title, detail } = PROBLEMS[status] as (typeof PROBLEMS)[number];
  return { type: `${types}${reason}`, title, status, detail, reason };
}
