import type { KindName } from '../providers/registry.js';
import type { Check } from './explanation.js';
import { HINTS, type Situation } from './hints.js';
import { NEXT_STEPS } from './next-steps.js';

/** The provider that a token is from, or is nearest to. */
export interface Instance {
  readonly name: string;
  readonly kind: KindName;
}

/** A check with what to do about it, if it fails. */
export function withNextStep(check: Check, situation: Situation, instance: Instance | undefined): Check {
  const { about, reason } = check;
  if (!reason) return check;
  const step = NEXT_STEPS[`${about}: ${reason}`] ?? NEXT_STEPS[reason];
  const hint = (HINTS[`${about}: ${reason}`] ?? HINTS[reason])?.(situation);
  const text = [hint, (instance && step?.[instance.kind]) ?? step?.any].filter(Boolean).join(' ');
  return text ? { ...check, nextStep: instance ? text.replaceAll('<name>', instance.name) : text } : check;
}
