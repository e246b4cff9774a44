import { randomBytes } from 'node:crypto';
import { channel } from 'node:diagnostics_channel';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AuthEvents } from '@portero/auth';
import { type Issuer, startIssuer } from '@portero/issuer';
import { createApp } from '../src/create-app.js';
import { BoundedOutput } from '../src/logging/bounded-output.js';
import { API, API_ID, CLIENT, type ProviderRow } from './provider-environments.js';

export const PUBLIC_URL = 'https://api.example';
export const PROBLEM_TYPES = `${PUBLIC_URL}/problems/`;
export const PERMISSIONS = ['read:students', 'token:issue'];

/** The embedded issuer on a free port, with one API and one client that may read its students. */
export async function startTestIssuer(secret: string): Promise<Issuer> {
  return startIssuer({
    apis: [{ identifier: API, clientId: API_ID, permissions: PERMISSIONS }],
    clients: [{ id: CLIENT, secret, grants: { [API]: ['read:students'] } }],
  });
}

type Variables = Readonly<Record<string, string>>;

export interface RunningService {
  readonly url: string;
  readonly app: NestFastifyApplication;
  readonly issuer: Issuer;
  readonly secret: string;
  /** Every line that was logged since the start, at `LOG_LEVEL` (here `warn` unless told) and above. */
  readonly logged: readonly string[];
  readonly events: AuthEvents;
  close(): Promise<void>;
}

/** The service on a free port, its provider being a personality of an issuer of its own. */
export async function startService(
  row: ProviderRow,
  variables: Variables | ((issuer: Issuer, secret: string) => Variables) = {},
): Promise<RunningService> {
  const secret = randomBytes(24).toString('base64url');
  const issuer = await startTestIssuer(secret);
  for (const api of issuer.apis) api.accessTokenAcceptedVersion = row.personality === 'azure-v1' ? 1 : 2;

  const more = typeof variables === 'function' ? variables(issuer, secret) : variables;
  const { app, logged } = await listen({ ...row.variables(issuer, secret), ...more });
  return {
    url: await app.getUrl(),
    app,
    issuer,
    secret,
    logged,
    events: app.get(AuthEvents),
    close: async () => {
      await app.close();
      await issuer.close();
    },
  };
}

/** The service on a free port of 127.0.0.1 with just these variables. */
export async function listen({ LOG_LEVEL = 'warn', ...variables }: Variables) {
  const output = new CollectedOutput(LOG_LEVEL);
  // Everything is looked through for secrets; a test sees what its own level lets through.
  const app = await createApp({ PORT: '0', PUBLIC_URL, ...variables, LOG_LEVEL: 'debug' }, undefined, output);
  await app.listen(0, '127.0.0.1');
  return { app, logged: output.logged };
}

/** Where test/leaks listens. */
const PRINTED = channel('portero.test.printed');
const LEVELS: readonly string[] = ['fatal', 'error', 'warn', 'info', 'debug'];

class CollectedOutput extends BoundedOutput {
  readonly logged: string[] = [];
  private readonly levels: readonly string[];

  constructor(level: string) {
    super(() => 0);
    this.levels = LEVELS.slice(0, LEVELS.indexOf(level === 'log' ? 'info' : level) + 1);
  }

  override write(line: string): void {
    PRINTED.publish(line);
    if (this.levels.includes(JSON.parse(line).level)) this.logged.push(line.trimEnd());
  }
}
