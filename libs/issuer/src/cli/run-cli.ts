import { randomBytes } from 'node:crypto';
import { type CliConfig, CliError } from '../cli.config.js';
import type { Issuer } from '../issuer.js';
import { startIssuer } from '../start-issuer.js';
import { environmentBlocks } from './environment-blocks.js';
import { SAMPLE_API, SAMPLE_PEOPLE, SAMPLE_SIGN_IN_CLIENT, SAMPLE_TENANT, sampleClient } from './sample.js';
import { writeSecretFile } from './secret-file.js';

const ADVICE = 'Put one block into the file .env of each service, then run npm start in another terminal.';

/** What the command takes from the process that runs it. */
export interface CliHost {
  /** @throws CliError */
  readConfig(): CliConfig;
  print(text: string): void;
  printError(text: string): void;
  /** Resolves when the user wants the issuer to stop. */
  stopRequested(): Promise<unknown>;
}

/** Runs an issuer with its samples until it is told to stop. @returns the exit code */
export async function runCli(host: CliHost): Promise<0 | 1> {
  try {
    await serve(host, host.readConfig());
    return 0;
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    host.printError(`${error.message}\n`);
    return 1;
  }
}

async function serve(host: CliHost, config: CliConfig): Promise<void> {
  const stopped = host.stopRequested();
  const secret = config.secret ?? randomBytes(32).toString('base64url');
  const issuer = await start(config.port, secret);
  try {
    // Only now: whoever has the port has the file.
    const file = await writeSecretFile(Number(new URL(issuer.origin).port), secret);
    try {
      host.print(`Issuer for development at ${issuer.origin}; Ctrl+C stops it.\n${peopleLine()}\n\n${ADVICE}\n\n`);
      host.print(environmentBlocks(issuer, file.path));
      await stopped;
    } finally {
      await file.remove();
    }
  } finally {
    await issuer.close();
  }
}

async function start(port: number, secret: string): Promise<Issuer> {
  try {
    return await startIssuer({
      port,
      tenant: SAMPLE_TENANT,
      apis: [SAMPLE_API],
      clients: [sampleClient(secret), SAMPLE_SIGN_IN_CLIENT],
      people: SAMPLE_PEOPLE,
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new CliError(`Port ${port} of 127.0.0.1 is taken. Free it, or choose another with LOCAL_ISSUER_PORT.`, {
      cause: error,
    });
  }
}

function peopleLine(): string {
  const people = SAMPLE_PEOPLE.map(
    ({ username, password, roles = [] }) => `${[username, ...roles].join(', ')} (password: ${password})`,
  );
  return `People who can sign in: ${people.join('; ')}.`;
}
