import 'reflect-metadata';
import { Command } from 'commander';
import { EXIT, reportFailure } from './exit-code.js';
import { addTokenCommand } from './token.command.js';

const program = new Command('portero')
  .description('Machine-to-machine tokens: get them, and find out what is wrong with them')
  .showHelpAfterError()
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : EXIT.misused));
addTokenCommand(program);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = reportFailure(error);
}
