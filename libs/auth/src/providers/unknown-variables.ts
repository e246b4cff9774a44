import leven from 'leven';
import type { Environment } from './provider-kind.js';
import { aliasesOf, type Instance, variablesOf } from './variables.js';

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
  const near = Object.keys(environment).flatMap(
    (variable) => missedAlias(variable, instances.flatMap(aliasesOf)) ?? [],
  );
  const unknown = Object.keys(environment)
    .filter((variable) => /^oidc_/i.test(variable) && variable !== 'OIDC_CLOCK_TOLERANCE' && !known.includes(variable))
    .map((variable) => ({
      variable,
      meant: nearest(variable, known),
      listed: instances.some(({ name }) => variable.toLowerCase().endsWith(`_${name.toLowerCase()}`)),
    }));
  return [...unknown, ...near];
}

/** What begins like an alias may be another program's: only a near miss is ours. */
function missedAlias(variable: string, aliases: readonly string[]): UnknownVariable | undefined {
  if (aliases.includes(variable)) return undefined;
  const meant = nearest(variable, aliases);
  return meant === undefined ? undefined : { variable, meant, listed: true };
}

/** Nearest without regard to case: OIDC_RELAX_AUDIENCE_AZURE is the commonest miss of all. */
function nearest(variable: string, known: readonly string[]): string | undefined {
  const distance = (name: string) => leven(variable.toLowerCase(), name.toLowerCase());
  const [best] = known.map((name) => ({ name, away: distance(name) })).sort((a, b) => a.away - b.away);
  return best && best.away <= NEAR ? best.name : undefined;
}
