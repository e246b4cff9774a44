import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { basic, formBody, postForm } from '../../test/http-client.js';
import { runIssuer } from '../../test/running-issuer.js';
import { browse, formName } from '../../test/sign-in.js';
import { type CliConfig, readCliConfig } from '../cli.config.js';
import { type CliHost, runCli } from './run-cli.js';
import { SAMPLE_API } from './sample.js';

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

it('has an operator and another person, who sign in with what it prints', async () => {
  const seen: Record<string, unknown> = {};
  const { cli, output } = host(
    () => ({ port: 0 }),
    async (printed) => {
      const env = settings(printed);
      const query = new URLSearchParams({
        response_type: 'code',
        client_id: env.OIDC_SIGN_IN_CLIENT_ID_oidc ?? '',
        redirect_uri: 'http://localhost:3001/auth/oidc/callback',
        code_challenge: 'x'.repeat(43),
        code_challenge_method: 'S256',
      });
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

it('refers to a given secret without printing it', async () => {
  const { cli, output } = host(() => ({ port: 0, secret: 'hush hush' }));
  expect(await runCli(cli)).toBe(0);
  expect(output.printed).not.toContain('hush hush');
  expect(settings(output.printed)).toMatchObject({
    OIDC_CLIENT_SECRET_azure: '$ISSUER_CLIENT_SECRET',
    AUTH0_CLIENT_SECRET: '$ISSUER_CLIENT_SECRET',
    OIDC_CLIENT_SECRET_oidc: '$ISSUER_CLIENT_SECRET',
    OIDC_AUDIENCE_azure: SAMPLE_API.identifier,
  });
});

it('says in one line that the port is taken', async () => {
  const port = Number(new URL((await runIssuer()).origin).port);
  const { cli, output } = host(() => ({ port }));
  expect(await runCli(cli)).toBe(1);
  expect(output).toEqual({
    printed: '',
    errors: `Port ${port} of 127.0.0.1 is taken. Free it, or choose another with LOCAL_ISSUER_PORT.\n`,
  });
});

it('says in one line what is wrong with the configuration', async () => {
  const { cli, output } = host(() => readCliConfig({ NODE_ENV: 'production' }));
  expect(await runCli(cli)).toBe(1);
  expect(output.errors).toMatch(/^[^\n]+NODE_ENV=production\.\n$/);
});
