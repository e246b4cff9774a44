import { Refusal } from '@portero/auth';
import { secretOfAnotherProcess } from '../../cli.config.js';
import type { Check } from '../check.js';
import { fault, ok, skipped } from '../finding.js';
import { tokenHint } from '../hints/token-hints.js';

/** The provider gives our client a token. */
export const token: Check = {
  name: 'token',
  needs: ['dns', 'tls', 'discovery', 'endpoints'],
  async run({ provider, settings, environment, found }) {
    if (!provider.client) return [skipped('no client is configured to ask with')];
    const unknown = secretOfAnotherProcess(settings, environment);
    if (unknown) return [skipped(unknown)];
    try {
      found.token = await provider.client.tokens.get();
      const { tokenType, expiresIn, scope } = found.token;
      return [ok(`a ${tokenType} token for ${expiresIn} s${scope ? `, scope ${scope}` : ''}`)];
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { reason, actual, message } = error;
      return [fault(`${reason}: ${actual ?? message}`, tokenHint(error, settings))];
    }
  },
};
