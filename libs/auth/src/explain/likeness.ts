/** In what two names differ, if it is in one thing only. */
export type Difference = 'slash' | 'case' | 'scheme' | 'prefix' | 'version' | 'tenant';

const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

const withoutSlash = (name: string) => name.replace(/\/+$/, '');

/** The form in which names that differ so are the same. */
const FORMS: Readonly<Record<Difference, (name: string) => string>> = {
  slash: withoutSlash,
  case: (name) => withoutSlash(name).toLowerCase(),
  scheme: (name) => withoutSlash(name).replace(/^https?:/i, ''),
  prefix: (name) => withoutSlash(name).replace(/^api:\/\//i, ''),
  // Entra ID: https://sts.windows.net/<tenant>/ and https://login.microsoftonline.com/<tenant>/v2.0
  version: (name) => GUID.exec(name)?.[0].toLowerCase() ?? name,
  tenant: (name) => name.replace(GUID, '<tenant>'),
};

/** @param among which differences there may be, the most likely first */
export function differenceOf<D extends Difference>(one: string, other: string, among: readonly D[]): D | undefined {
  return among.find((difference) => FORMS[difference](one) === FORMS[difference](other));
}

export function isGuid(name: string): boolean {
  return GUID.exec(name)?.[0] === name;
}
