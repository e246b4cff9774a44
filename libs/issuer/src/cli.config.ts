const DEFAULT_PORT = 4010;

export interface CliConfig {
  readonly port: number;
  /** The sample client's secret; absent: one is made up at each start. */
  readonly secret?: string;
}

/** A start that cannot be, in one sentence for its user. */
export class CliError extends Error {
  override readonly name = 'CliError';
}

/** @throws CliError */
export function readCliConfig(env: NodeJS.ProcessEnv = process.env): CliConfig {
  if (env.NODE_ENV === 'production') {
    throw new CliError('This issuer is for development and tests; it does not start with NODE_ENV=production.');
  }
  return { port: readPort(env.LOCAL_ISSUER_PORT), secret: env.ISSUER_CLIENT_SECRET || undefined };
}

function readPort(text: string | undefined): number {
  if (!text) return DEFAULT_PORT;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new CliError(`LOCAL_ISSUER_PORT must be a whole number from 0 (any free port) to 65535, not "${text}".`);
}
