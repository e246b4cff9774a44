import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { basic, formBody, postForm } from '../../test/http-client.js';
import { runIssuer } from '../../test/running-issuer.js';
import { browse, formName } from '../../test/sign-in.js';
import { type CliConfig, readCliConfig } from '../cli.config.js';
import { type CliHost, runCli } from './run-cli.js';

/** A command whose output is kept, and that stops after `whileRunning`. */
function host(config: () => CliConfig, whileRunning: (printed: string) => Promise<void> = async () => {}) {
  const output = { printed: '', errors: '' };
  let stop: (value: unknown) => void;
  const stopped = new Promise((resolve) => {
    stop = resolve;
  });
  const cli: CliHost = {
    readConfig: config,
    print: (text) => {
      output.printed += text;
      if (text.includes('AUTH_PROVIDERS')) whileRunning(output.printed).then(stop, stop);
    },
    printError: (text) => {
      output.errors += text;
    },
    stopRequested: () => stopped,
  };
  return { cli, output };
}

function settings(printed: string): Record<string, string> {
  return Object.fromEntries(printed.split('\n').flatMap((line) => (line.includes('=') ? [line.split('=', 2)] : [])));
}

function authorization(client_id: string, redirect_uri: string): URLSearchParams {
  const proof = { code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' };
  return new URLSearchParams({ response_type: 'code', client_id, redirect_uri, ...proof });
}

it('prints settings that work, with the secret in a private file that goes away', async () => {
  let path = '';
  const seen: Record<string, unknown> = {};
  const { cli, output } = host(
    () => ({ port: 0 }),
    async (printed) => {
      const env = settings(printed);
      path = env.OIDC_CLIENT_SECRET_FILE_oidc ?? '';
      const secret = readFileSync(path, 'utf8');
      seen.mode = statSync(path).mode & 0o777;
      seen.printed = printed.includes(secret);
      const form = { grant_type: 'client_credentials', resource: env.OIDC_AUDIENCE_oidc };
      const authorization = basic(env.OIDC_CLIENT_ID_oidc ?? '', secret);
      seen.scope = (await postForm(`${env.OIDC_ISSUER_oidc}/token`, form, { authorization })).body.scope;
    },
  );
  expect(await runCli(cli)).toBe(0);
  expect(seen).toEqual({ mode: 0o600, printed: false, scope: 'read:students' });
  expect(existsSync(dirname(path))).toBe(false);
  expect(output.errors).toBe('');
});

it.each([
  ['http://localhost:3001/auth/oidc/callback', 200],
  ['http://[::1]:4006/auth/partner_2/callback', 200],
  ['http://localhost:3001/auth/oidc/login', 400],
  ['http://portero.example:3001/auth/oidc/callback', 400],
])('answers a service at %s with %i', async (redirect_uri, status) => {
  let answered = 0;
  const { cli } = host(
    () => ({ port: 0 }),
    async (printed) => {
      const env = settings(printed);
      const client_id = env.OIDC_SIGN_IN_CLIENT_ID_oidc ?? '';
      answered = (await browse(`${env.OIDC_ISSUER_oidc}/authorize?${authorization(client_id, redirect_uri)}`)).status;
    },
  );
  expect(await runCli(cli)).toBe(0);
  expect(answered).toBe(status);
});

it('has an operator and another person, who sign in with what it prints', async () => {
  const seen: Record<string, unknown> = {};
  const { cli, output } = host(
    () => ({ port: 0 }),
    async (printed) => {
      const env = settings(printed);
      const client_id = env.OIDC_SIGN_IN_CLIENT_ID_oidc ?? '';
      const query = authorization(client_id, 'http://localhost:3001/auth/oidc/callback');
      const url = `${env.OIDC_ISSUER_oidc}/authorize`;
      for (const name of ['ada', 'alan']) {
        const sign_in = formName(await (await browse(`${url}?${query}`)).text());
        const body = formBody({ sign_in, username: name, password: name });
        seen[name] = (await browse(url, { method: 'POST', body })).status;
      }
    },
  );
  expect(await runCli(cli)).toBe(0);
  expect(output.printed).toContain(
    'People who can sign in: ada, portero.operator (password: ada); alan (password: alan).',
  );
  expect(seen).toEqual({ ada: 303, alan: 303 });
});

it('keeps a given secret in the file too, without printing it', async () => {
  let kept = '';
  const { cli, output } = host(
    () => ({ port: 0, secret: 'hush hush' }),
    async (printed) => {
      kept = readFileSync(settings(printed).OIDC_CLIENT_SECRET_FILE_azure ?? '', 'utf8');
    },
  );
  expect(await runCli(cli)).toBe(0);
  expect([kept, output.printed.includes('hush hush')]).toEqual(['hush hush', false]);
});

it('prints the same after a restart at the same port', async () => {
  const { origin, close } = await runIssuer();
  await close();
  const port = Number(new URL(origin).port);
  const printed: string[] = [];
  for (let start = 0; start < 2; start += 1) {
    const { cli, output } = host(() => ({ port }));
    expect(await runCli(cli)).toBe(0);
    printed.push(output.printed);
  }
  expect(printed[1]).toBe(printed[0]);
  expect(printed[0]).toContain(
    'Put one block into the file .env of each service, then run npm start in another terminal.',
  );
});

it('says in one line that the port is taken', async () => {
  let kept = '';
  let second = { printed: 'nothing', errors: '' };
  const { cli } = host(
    () => ({ port: 0 }),
    async (printed) => {
      const env = settings(printed);
      const port = Number(new URL(env.OIDC_ISSUER_oidc ?? '').port);
      const again = host(() => ({ port }));
      expect(await runCli(again.cli)).toBe(1);
      second = again.output;
      kept = readFileSync(env.OIDC_CLIENT_SECRET_FILE_oidc ?? '', 'utf8');
    },
  );
  expect(await runCli(cli)).toBe(0);
  expect(second).toEqual({
    printed: '',
    errors: expect.stringMatching(
      /^Port \d+ of 127\.0\.0\.1 is taken\. Free it, or choose another with LOCAL_ISSUER_PORT\.\n$/,
    ),
  });
  // The one that runs keeps its file.
  expect(kept).toMatch(/^[\w-]{43}$/);
});

it('says in one line what is wrong with the configuration', async () => {
  const { cli, output } = host(() => readCliConfig({ NODE_ENV: 'production' }));
  expect(await runCli(cli)).toBe(1);
  expect(output.errors).toMatch(/^[^\n]+NODE_ENV=production\.\n$/);
});
