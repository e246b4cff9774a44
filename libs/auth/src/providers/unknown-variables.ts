import leven from 'leven';
import type { Environment } from './provider-kind.js';
import { type Instance, variablesOf } from './variables.js';

export interface UnknownVariable {
  readonly variable: string;
  /** The variable that was probably meant. */
  readonly meant?: string;
  /** It ends in the name of a listed instance, in whatever case. */
  readonly listed: boolean;
}

const NEAR = 2;

/** Variables that look like settings of a provider and are none: a typing error must not switch a check off. */
export function unknownVariables(instances: readonly Instance[], environment: Environment): UnknownVariable[] {
  const known = instances.flatMap(variablesOf);
  return Object.keys(environment)
    .filter((variable) => /^oidc_/i.test(variable) && variable !== 'OIDC_CLOCK_TOLERANCE' && !known.includes(variable))
    .map((variable) => ({
      variable,
      meant: nearest(variable, known),
      listed: instances.some(({ name }) => variable.toLowerCase().endsWith(`_${name.toLowerCase()}`)),
    }));
}

/** Nearest without regard to case: OIDC_RELAX_AUDIENCE_AZURE is the commonest miss of all. */
function nearest(variable: string, known: readonly string[]): string | undefined {
  const distance = (name: string) => leven(variable.toLowerCase(), name.toLowerCase());
  const [best] = known.map((name) => ({ name, away: distance(name) })).sort((a, b) => a.away - b.away);
  return best && best.away <= NEAR ? best.name : undefined;
}
