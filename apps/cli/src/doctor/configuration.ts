import type { Fault, ProviderConfiguration } from '@portero/auth';
import type { Environment } from '../cli.config.js';
import type { DoctorLine } from './finding.js';
import { configurationHint } from './hints/configuration-hints.js';

const check = 'configuration';

/** Every fault and warning of the whole configuration. */
export function checkConfiguration({ faults, warnings, providers }: ProviderConfiguration, environment: Environment) {
  const lines: DoctorLine[] = [
    ...faults.map((fault) => ({ check, sign: 'fault' as const, ...wordsOf(fault, environment) })),
    ...warnings.map((text) => ({ check, sign: 'warning' as const, ...partsOf(text) })),
  ];
  if (faults.length > 0) return lines;
  const names = providers.map(({ name, kind }) => (name === kind ? name : `${name} (${kind})`)).join(', ');
  return [{ check, sign: 'ok' as const, message: `read without faults: ${names}` }, ...lines];
}

function wordsOf(fault: Fault, environment: Environment) {
  return { message: `${fault.variable} ${fault.problem}`, hint: configurationHint(fault, environment) };
}

/** A warning says what is so and, after a colon, what to do about it. */
function partsOf(warning: string) {
  const [message = warning, ...rest] = warning.split(': ');
  return { message, hint: rest.join(': ') || 'correct this variable, or leave it out' };
}
