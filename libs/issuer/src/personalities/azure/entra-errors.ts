import type { ErrorRow } from '../../refusals/error-catalogue.js';

export type EntraRow = readonly [status: number, error: string, code: number, description: string];

/** Entra's descriptions start with their number. */
export function entraErrors<Name extends string>(
  rows: Readonly<Record<Name, EntraRow>>,
): Readonly<Record<Name, ErrorRow>> {
  return Object.fromEntries(
    Object.entries<EntraRow>(rows).map(([name, [status, error, code, text]]) => [
      name,
      { status, error, code, description: `AADSTS${code}: ${text}` },
    ]),
  ) as Record<Name, ErrorRow>;
}
