import { REASONS, type ReasonEntry } from '../telemetry/reasons.js';
import type { Refusal } from './refusal.js';

/** RFC 9457 problem document, with the OAuth error code and Portero's stable reason. */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail: string;
  error?: string;
  reason: string;
}

export const PROBLEM_CONTENT_TYPE = 'application/problem+json';

/** @param types what `type` begins with, before the reason */
export function problemDocument(refusal: Refusal, types = 'urn:portero:problem:'): ProblemDocument {
  const entry: ReasonEntry = REASONS[refusal.reason];
  return {
    type: `${types}${refusal.reason}`,
    title: entry.title,
    status: entry.status,
    detail: entry.detail,
    ...(refusal.error && { error: refusal.error }),
    reason: refusal.reason,
  };
}
