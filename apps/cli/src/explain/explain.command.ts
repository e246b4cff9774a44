import { Explainer } from '@portero/auth';
import type { Command } from 'commander';
import { readConfiguration } from '../cli.config.js';
import { EXIT, Misuse } from '../exit-code.js';
import { wordsInsteadOfSigns } from '../terminal.js';
import { withAuth } from '../with-auth.js';
import { checklist } from './checklist.js';
import { readAll, tokenIn } from './token-on-stdin.js';

interface Options {
  readonly permission?: readonly string[];
  readonly audience?: string;
  readonly json?: true;
}

export function addExplainCommand(program: Command): void {
  program
    .command('explain')
    .description('Read one token from standard input and tell, rule by rule, why it is accepted or refused')
    .option('-p, --permission <name>', 'a permission that the route asks for; may be repeated', collect)
    .option('-a, --audience <api>', "the audience that the route asks for, in place of the provider's")
    .option('--json', 'the explanation as JSON on standard output')
    .allowExcessArguments()
    .action(explainToken);
}

const collect = (name: string, names: readonly string[] = []) => [...names, name];

async function explainToken({ permission, audience, json }: Options, { args }: Command): Promise<void> {
  if (args.length > 0) {
    throw new Misuse(
      'A token is not taken as an argument: it would be in the shell history and in the process list.\n' +
        'Leave it out, and paste it when you are asked: npx portero explain',
    );
  }
  const { providers } = readConfiguration();
  if (process.stdin.isTTY) process.stderr.write('Paste the token, then Enter and Ctrl-D.\n');
  const { token, takenOff } = tokenIn(await readAll(process.stdin));
  if (takenOff.length > 0) process.stderr.write(`note: taken off the token: ${takenOff.join(', ')}\n`);

  const explanation = await withAuth({ providers }, (context) =>
    context.get(Explainer).explain(token, { permissions: permission, audience }),
  );
  const text = json ? JSON.stringify(explanation, null, 2) : checklist(explanation, wordsInsteadOfSigns());
  process.stdout.write(`${text}\n`);
  if (explanation.verdict !== 'accepted') process.exitCode = EXIT.refused;
}
