import { type ProviderSettings, variableName } from '@portero/auth';

const withoutSlash = (text: string) => text.replace(/\/+$/, '');

/** What to do when the metadata name another issuer than the settings. */
export function issuerHint(named: string, settings: ProviderSettings, v1: boolean): string {
  const variable = variableName(v1 ? 'v1Issuer' : 'issuer', settings.name);
  const expected = v1 && 'v1Issuer' in settings ? (settings.v1Issuer ?? '') : settings.issuer;
  if (withoutSlash(named) === withoutSlash(expected)) {
    const change = named.endsWith('/') ? 'a slash is missing at the end' : 'there is a slash too many at the end';
    return `set ${variable}=${named}: ${change}`;
  }
  if (named.includes('{tenantid}')) return `put the id of your tenant in ${variable} in place of common`;
  if (v1) return `v1 tokens of this provider are refused: set ${variable}=${named}, if the API gives such tokens`;
  return `set ${variable}=${named} exactly, if that is the issuer that you trust`;
}

/** What to do when there are no metadata at their place. */
export function absentHint(url: string, { kind, name }: ProviderSettings): string {
  if (kind === 'local') return 'start the service (npm start): its embedded issuer is to answer there';
  return `check ${variableName('issuer', name)}: its metadata must be at ${url}`;
}
