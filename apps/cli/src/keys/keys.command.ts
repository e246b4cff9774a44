import { boundedFetch, OutboundError, Providers } from '@portero/auth';
import type { Command } from 'commander';
import { readConfiguration } from '../cli.config.js';
import { EXIT, Misuse } from '../exit-code.js';
import { harmless } from '../terminal.js';
import { withAuth } from '../with-auth.js';
import { type KeyReport, keyReport } from './key-report.js';

export function addKeysCommand(program: Command): void {
  program
    .command('keys')
    .description('List the keys that the trusted issuers publish, and why some cannot be used')
    .argument('[provider]', 'one of AUTH_PROVIDERS; all of them when absent')
    .option('--json', 'one JSON array on standard output')
    .action(listKeys);
}

type Row = { readonly provider: string } & (KeyReport | { readonly issuer: string; readonly fault: string });

async function listKeys(only: string | undefined, { json }: { json?: true }): Promise<void> {
  const { providers } = readConfiguration();
  const chosen = providers.filter(({ name }) => only === undefined || name === only);
  if (chosen.length === 0) throw new Misuse(`${only} is none of AUTH_PROVIDERS.`);
  const rows = await withAuth({ providers: chosen }, (context) => rowsOf(context.get(Providers)));
  process.stdout.write(`${json ? JSON.stringify(rows, null, 2) : rows.map(render).join('\n')}\n`);
}

async function rowsOf({ all }: Providers): Promise<Row[]> {
  const fetch = boundedFetch();
  const rows: Row[] = [];
  for (const { name: provider, issuers } of all) {
    for (const [i, issuer] of issuers.entries()) {
      try {
        rows.push({ provider, ...(await keyReport(issuer, { fetch })) });
      } catch (error) {
        if (!(error instanceof OutboundError)) throw error;
        // An Entra instance whose v1 issuer does not answer is still of use.
        if (i === 0) process.exitCode = EXIT.refused;
        rows.push({ provider, issuer: issuer.trust.issuer, fault: error.message });
      }
    }
  }
  return rows;
}

function render(row: Row): string {
  const head = `${row.provider}: ${row.issuer}`;
  if ('fault' in row) return `${head}\n  no keys: ${harmless(row.fault)}`;
  const origin = row.fixed ? 'as it was set' : 'from its metadata';
  const keys = row.keys.map(({ kid = 'without kid', type, size, alg, since, unusable }) => {
    const facts = [type, size, alg, since ? `since ${since}` : 'age not told'].filter(Boolean).join(', ');
    return `    ${unusable ? 'unusable' : 'usable  '} ${kid}: ${facts}${unusable ? `; ${unusable}` : ''}`;
  });
  return [head, `  ${row.url} (${origin})`, ...keys].map(harmless).join('\n');
}
