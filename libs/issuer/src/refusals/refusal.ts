import type { ErrorRow } from './error-catalogue.js';

/** A token request turned down for a reason its sender can mend. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  /**
   * @param subject the value at fault, for the description; never a secret
   * @param headers of the answer, beside those of every refusal
   */
  constructor(
    readonly row: ErrorRow,
    private readonly subject = '',
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(row.error);
  }

  describe(tenant: string): string {
    const values: Readonly<Record<string, string>> = { subject: this.subject, tenant };
    return this.row.description.replace(/\{(subject|tenant)\}/g, (_, name: string) => values[name] ?? '');
  }
}
