import { Refusal } from '@portero/auth';
import type { Check } from '../check.js';
import { fault, ok, skipped } from '../finding.js';
import { tokenHint } from '../hints/token-hints.js';

/** The provider gives our client a token. */
export const token: Check = {
  name: 'token',
  needs: ['dns', 'tls', 'discovery', 'endpoints'],
  async run({ provider, settings, found }) {
    if (!provider.client) return [skipped('no client is configured to ask with')];
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
