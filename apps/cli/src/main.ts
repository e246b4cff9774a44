import 'reflect-metadata';
import { Command } from 'commander';
import { addConfigCommand } from './config/config.command.js';
import { addDoctorCommand } from './doctor/doctor.command.js';
import { EXIT, reportFailure } from './exit-code.js';
import { addExplainCommand } from './explain/explain.command.js';
import { addKeysCommand } from './keys/keys.command.js';
import { addPermissionsCommand } from './permissions/permissions.command.js';
import { endQuietly } from './process-ends.js';
import { addTokenCommand } from './token.command.js';
import { readVersion } from './version.js';

endQuietly();

const program = new Command('portero')
  .version(readVersion())
  .description('Machine-to-machine tokens: get them, and find out what is wrong with them')
  // A token in the wrong place must not be printed on top of it.
  .configureOutput({ outputError: (text, write) => write(text.replace(/eyJ[\w-]+(\.[\w-]*)*/g, '[token]')) })
  .showHelpAfterError()
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : EXIT.misused));
const COMMANDS = [
  addTokenCommand,
  addDoctorCommand,
  addExplainCommand,
  addKeysCommand,
  addConfigCommand,
  addPermissionsCommand,
];
for (const add of COMMANDS) add(program);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = reportFailure(error);
}
