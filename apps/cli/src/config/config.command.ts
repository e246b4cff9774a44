import { ConfigurationError } from '@portero/auth';
import type { Command } from 'commander';
import { configurationOf, readEnvironment } from '../cli.config.js';
import { type SettingRow, settingRows } from './setting-rows.js';

export function addConfigCommand(program: Command): void {
  program
    .command('config')
    .description('Print every setting of every provider, and where its value came from; no secrets')
    .option('--json', 'one JSON array on standard output')
    .action(printConfig);
}

/** Prints the instances that can be read even where others have faults. */
function printConfig({ json }: { json?: true }): void {
  const environment = readEnvironment();
  const { providers, faults, warnings } = configurationOf(environment);
  for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`);
  const rows = providers.flatMap((settings) => settingRows(settings, environment));
  const text = json ? JSON.stringify(rows, null, 2) : rows.map(render).join('\n');
  if (text) process.stdout.write(`${text}\n`);
  if (faults.length > 0) throw new ConfigurationError(faults);
}

function render({ provider, setting, value, from, variable }: SettingRow): string {
  const text = value === null ? '' : ` = ${typeof value === 'string' ? value : JSON.stringify(value)}`;
  const told = from === 'variable' || from === 'alias' ? `${from} ${variable}` : `${from}; ${variable} sets it`;
  return `${provider}.${setting}${text}  (${told})`;
}
