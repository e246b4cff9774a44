import { readFileSync } from 'node:fs';

/** What is public about each reason, in Markdown. */
export type ProblemEntries = ReadonlyMap<string, string>;

export const PROBLEM_ENTRIES = Symbol('PROBLEM_ENTRIES');

const PAGE = new URL('../../../../docs/troubleshooting.md', import.meta.url);

/** Those of docs/troubleshooting.md. A service without that page is not complete, and does not start. */
export const readProblemEntries = (): ProblemEntries => problemEntriesIn(readFileSync(PAGE, 'utf8'));

/** The parts of a page under headings of the third level that are a reason, each with its heading. */
export function problemEntriesIn(page: string): ProblemEntries {
  const parts = page.split(/^(?=#{1,3} )/m);
  const entries = parts.flatMap((part): [string, string][] => {
    const [, reason] = /^### ([a-z_]+)\r?\n/.exec(part) ?? [];
    return reason ? [[reason, `${part.trim()}\n`]] : [];
  });
  return new Map(entries);
}
