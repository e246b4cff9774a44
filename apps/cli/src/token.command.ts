import { Providers, type ProviderTokenRequest, Refusal } from '@portero/auth';
import type { Command } from 'commander';
import { readConfiguration, readEnvironment, secretOfAnotherProcess } from './cli.config.js';
import { Misuse } from './exit-code.js';
import { withAuth } from './with-auth.js';

export function addTokenCommand(program: Command): void {
  program
    .command('token')
    .description('Ask a provider for a client-credentials token and print its response (RFC 6749 §5.1)')
    .option('--provider <name>', 'one of AUTH_PROVIDERS; the first one when absent')
    .option('--scope <words>', 'scope to ask for, words with blanks between')
    .option('--audience <api>', 'the API that the token is for')
    .action(printToken);
}

async function printToken(request: ProviderTokenRequest): Promise<void> {
  const { providers } = readConfiguration();
  const asked = providers.find(({ name }) => name === request.provider) ?? providers[0];
  const unknown = asked && secretOfAnotherProcess(asked, readEnvironment());
  if (unknown) throw new Misuse(unknown);
  await withAuth({ providers }, async (context) => {
    const { accessToken, tokenType, expiresIn, scope } = await context.get(Providers).getToken(request);
    if (tokenType === 'DPoP') throw new Refusal('token_bound');
    const response = { access_token: accessToken, token_type: tokenType, expires_in: expiresIn, scope };
    process.stdout.write(`${JSON.stringify(response)}\n`);
  });
}
