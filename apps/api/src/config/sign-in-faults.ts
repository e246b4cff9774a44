import { type Fault, type ProviderSettings, variableName } from '@portero/auth';
import type { ServiceVariables } from './service-settings.js';

/** What must hold between the providers that people sign in with and the service. A value with a fault is absent here. */
export function faultsOfSignIn(
  providers: readonly ProviderSettings[],
  { NODE_ENV, OPERATORS = [], SESSION_KEY }: Partial<ServiceVariables>,
): Fault[] {
  const names = providers.flatMap(({ name, signInClientId }) => (signInClientId ? [name] : []));
  const strangers = new Set(OPERATORS.map(({ provider }) => provider).filter((name) => !names.includes(name)));
  const faults = [...strangers].map((name) => ({
    variable: 'OPERATORS',
    problem: `lists operators of ${name}, with which nobody can sign in: set ${variableName('signInClientId', name)}`,
  }));
  if (NODE_ENV !== 'production' || names.length === 0 || SESSION_KEY) return faults;
  const problem =
    'is required in production with sign-in: make one with `openssl rand -base64 32`, the same everywhere';
  return [...faults, { variable: 'SESSION_KEY', problem }];
}
