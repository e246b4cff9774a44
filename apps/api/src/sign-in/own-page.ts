import { createHash, timingSafeEqual } from 'node:crypto';
import { Refusal } from '@portero/auth';
import type { FastifyRequest } from 'fastify';
import type { Session } from './sessions.js';

/** Methods that change nothing (RFC 9110 §9.2.1). */
const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

export const changesThings = ({ method }: FastifyRequest) => !SAFE.has(method);

/**
 * Demands that a request that comes with a session is of the operator's page: a cookie alone would come with a request
 * of any page.
 *
 * @throws {Refusal} `csrf_refused`
 */
export function demandOwnPage({ headers }: FastifyRequest, { csrf }: Session, publicUrl: string): void {
  const { origin, 'x-csrf-token': sent } = headers;
  if (origin !== undefined && origin !== new URL(publicUrl).origin) {
    throw new Refusal('csrf_refused', { expected: 'the origin of PUBLIC_URL', actual: 'another origin' });
  }
  if (typeof sent !== 'string' || !isSame(sent, csrf)) {
    throw new Refusal('csrf_refused', {
      expected: "X-CSRF-Token with the session's value",
      actual: 'none, or another',
    });
  }
}

/** In a time that tells nothing of the values. */
function isSame(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}

const digest = (text: string) => createHash('sha256').update(text).digest();
