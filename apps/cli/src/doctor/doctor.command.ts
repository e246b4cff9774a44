import { lookup } from 'node:dns/promises';
import { boundedFetch, systemClock } from '@portero/auth';
import type { Command } from 'commander';
import { readEnvironment } from '../cli.config.js';
import { EXIT } from '../exit-code.js';
import { wordsInsteadOfSigns } from '../terminal.js';
import { examine } from './doctor.js';
import type { DoctorLine } from './finding.js';
import { renderLine } from './render.js';

export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('Check everything between the configuration and a call, and say what to change')
    .argument('[provider]', 'one of AUTH_PROVIDERS; all of them when absent')
    .option('--json', 'one JSON array on standard output')
    .action(runDoctor);
}

const MEANS = {
  fetch: boundedFetch(),
  clock: systemClock,
  lookup: async (host: string) => (await lookup(host, { all: true })).map(({ address }) => address),
};

async function runDoctor(provider: string | undefined, { json }: { json?: true }): Promise<void> {
  const environment = readEnvironment();
  const words = wordsInsteadOfSigns();
  const lines: DoctorLine[] = [];
  await examine(environment, MEANS, provider, (line) => {
    lines.push(line);
    if (!json) process.stdout.write(`${renderLine(line, words)}\n`);
  });
  if (json) process.stdout.write(`${JSON.stringify(lines, null, 2)}\n`);
  if (lines.some(({ sign }) => sign === 'fault')) process.exitCode = EXIT.refused;
}
