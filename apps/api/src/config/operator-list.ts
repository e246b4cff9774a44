/** One who may sign in: as the provider names the person by `sub`, Entra by `oid`, or a verified e-mail address. */
export interface ListedOperator {
  readonly provider: string;
  readonly id: string;
}

const FAULT =
  'must list operators as <provider>:<id>, comma separated, such as azure:<object id>; the id is the sub of the ' +
  "provider's ID tokens, at Entra the oid, or an e-mail address that the provider has verified";

/** Reads `OPERATORS`. An id may have colons in it. */
export function parseOperators(text: string): { operators: readonly ListedOperator[] } | { fault: string } {
  const operators: ListedOperator[] = [];
  for (const entry of text.split(',')) {
    const [, provider, id] = /^([A-Za-z][A-Za-z0-9_]*):(\S(?:.*\S)?)$/.exec(entry.trim()) ?? [];
    if (!provider || !id) return { fault: FAULT };
    operators.push({ provider, id });
  }
  return { operators };
}
