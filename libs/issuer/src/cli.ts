import { once } from 'node:events';
import { runCli } from './cli/run-cli.js';
import { readCliConfig } from './cli.config.js';

process.exitCode = await runCli({
  readConfig: readCliConfig,
  print: (text) => void process.stdout.write(text),
  printError: (text) => void process.stderr.write(text),
  stopRequested: () => Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]),
});
