import { OutboundError, variableName } from '@portero/auth';
import type { Check } from '../check.js';
import { fault, ok, skipped } from '../finding.js';

/** Operators can be sent to the provider to sign in, and back. */
export const signIn: Check = {
  name: 'sign-in',
  needs: ['discovery'],
  async run({ provider: { name, signIn: client }, environment: { PUBLIC_URL } }) {
    if (!client) return [skipped(`no operator signs in with it (${variableName('signInClientId', name)})`)];
    try {
      const { authorization_endpoint } = await client.server();
      const redirectUri = `${PUBLIC_URL?.replace(/\/$/, '') || '<PUBLIC_URL>'}/auth/${name}/callback`;
      const { host } = new URL(authorization_endpoint);
      return [ok(`operators sign in at ${host} as users of client ${client.clientId}, redirect URI ${redirectUri}`)];
    } catch (error) {
      if (!(error instanceof OutboundError)) throw error;
      const hint = `operators need a provider with an authorization endpoint: leave out ${variableName('signInClientId', name)}, or choose another`;
      return [fault(error.message, hint)];
    }
  },
};
