import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { Misuse } from '../exit-code.js';
import { harmless } from '../terminal.js';
import { type PermissionUse, permissionUse } from './permission-use.js';

export function addPermissionsCommand(program: Command): void {
  program
    .command('permissions')
    .description("Read a service's log from standard input: which client used which permission, and which it never did")
    .option('--json', 'the list as JSON on standard output')
    .action(reviewPermissions);
}

async function reviewPermissions({ json }: { readonly json?: true }): Promise<void> {
  const { clients, ignored } = await permissionUse(createInterface({ input: process.stdin }));
  if (clients.length === 0) {
    throw new Misuse(
      'No line on standard input tells of a caller who was let in.\nIt reads the log of the service, one JSON object a line: LOG_FORMAT=json',
    );
  }
  process.stderr.write(`note: ${ignored} other lines\n`);
  process.stdout.write(json ? `${JSON.stringify(clients, null, 2)}\n` : clients.map(paragraph).join(''));
}

function paragraph({ provider, clientId, requests, used, unused }: PermissionUse): string {
  const counted = used.map(({ permission, requests: times }) => `${permission} (${times})`);
  const lines = [
    `${provider} ${clientId}: ${requests} requests`,
    `  used    ${counted.join(', ') || 'none'}`,
    `  unused  ${unused.join(', ') || 'none'}`,
  ];
  return `${lines.map(harmless).join('\n')}\n`;
}
