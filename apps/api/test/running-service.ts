import { randomBytes } from 'node:crypto';
import type { LoggerService } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AuthEvents } from '@portero/auth';
import { type Issuer, startIssuer } from '@portero/issuer';
import { createApp } from '../src/create-app.js';
import { API, API_ID, CLIENT, type ProviderRow } from './provider-environments.js';

export const PUBLIC_URL = 'https://api.example';
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
  /** Everything that was logged since the start. */
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
export async function listen(variables: Variables) {
  const app = await createApp({ PORT: '0', LOG_LEVEL: 'warn', PUBLIC_URL, ...variables });
  const { logger, logged } = collector();
  app.useLogger(logger);
  await app.listen(0, '127.0.0.1');
  return { app, logged };
}

function collector(): { logger: LoggerService; logged: string[] } {
  const logged: string[] = [];
  const add = (message: unknown) => {
    logged.push(String(message));
  };
  return { logger: { log: add, warn: add, error: add, debug: add }, logged };
}
