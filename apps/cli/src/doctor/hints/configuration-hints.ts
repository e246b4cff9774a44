import type { Fault } from '@portero/auth';
import type { Environment } from '../../cli.config.js';

interface Row {
  readonly variable: RegExp;
  /** Of the variable with the fault; any when absent. */
  readonly value?: RegExp;
  /** `name` is the instance. */
  readonly words: (name: string, value: string) => string;
}

/** The first row that fits gives the hint. */
const ROWS: readonly Row[] = [
  {
    variable: /^OIDC_(ISSUER|TENANTS|TOKEN_URL|V1_ISSUER)_/,
    value: /\/(common|organizations)(\/|$)/,
    words: (name) =>
      `put the id of your tenant (Entra: Overview > Tenant ID) in OIDC_ISSUER_${name} in place of common; for several tenants list them in OIDC_TENANTS_${name}`,
  },
  {
    variable: /^OIDC_ISSUER_/,
    value: /\/v2\.0\/+$/,
    words: (name, value) =>
      `set OIDC_ISSUER_${name}=${value.replace(/\/+$/, '')}: there is a slash too many at the end`,
  },
  {
    variable: /^OIDC_ISSUER_auth0$/,
    value: /^https?:.*[^/]$/,
    words: (name, value) => `set OIDC_ISSUER_${name}=${value}/: a slash is missing at the end`,
  },
  {
    variable: /^(OIDC_AUDIENCE_|AUTH0_AUDIENCE$)/,
    words: (name) =>
      `set OIDC_AUDIENCE_${name} to the name of this API (Entra: Expose an API > Application ID URI; Auth0: Applications > APIs > Identifier)`,
  },
  {
    variable: /^OIDC_CALLERS_/,
    words: (name) =>
      `set OIDC_AUDIENCE_${name} and remove OIDC_RELAX_AUDIENCE_${name}, or list the clients that may call in OIDC_CALLERS_${name}`,
  },
  {
    variable: /^OIDC_ALGORITHMS_/,
    words: () =>
      'shared secrets (HS256) are never accepted: let the API sign with RS256 (Auth0: Applications > APIs > Settings > Signing Algorithm)',
  },
  {
    variable: /^OIDC_CLIENT_CERT_FILE_/,
    words: (name) =>
      `make a new certificate, register it at the provider, and point OIDC_CLIENT_CERT_FILE_${name} and OIDC_CLIENT_KEY_FILE_${name} at the pair`,
  },
];

/** What to change for a fault of the configuration. */
export function configurationHint({ variable }: Fault, environment: Environment): string {
  const name = variable.startsWith('AUTH0_') ? 'auth0' : instanceIn(variable, environment);
  // What a template in the issuer asks for is a fault of other variables.
  const values = [environment[variable], environment[`OIDC_ISSUER_${name}`]].map((value) => value ?? '');
  for (const row of ROWS) {
    const value = values.find((text) => !row.value || row.value.test(text));
    if (row.variable.test(variable) && value !== undefined) return row.words(name, value);
  }
  return `correct ${variable} in the environment or in .env`;
}

function instanceIn(variable: string, { AUTH_PROVIDERS = 'local' }: Environment): string {
  const names = AUTH_PROVIDERS.split(',').map((name) => name.trim());
  return names.find((name) => variable.endsWith(`_${name}`)) ?? '';
}
