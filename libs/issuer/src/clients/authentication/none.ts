import type { RegisteredClient } from '../../options.js';
import { Refusal } from '../../refusals/refusal.js';
import type { TokenParameters } from '../token-request.js';
import type { AuthenticationContext, ClientAuthentication } from './client-authentication.js';

/** RFC 6749 §3.2.1: a public client only says who it is. A certificate it has all the same only binds tokens (RFC 8705 §4). */
export const none: ClientAuthentication = {
  proof: 'public',
  place: 'connection',
  unlisted: true,
  isTried: ({ authorization, parameters }, context) =>
    authorization === undefined &&
    !parameters.has('client_secret') &&
    !parameters.has('client_assertion') &&
    publicClient(parameters, context) !== undefined,
  isReady: (client) => client.publicClient === true,
  authenticate({ parameters }, context) {
    const client = publicClient(parameters, context);
    if (!client) throw new Refusal(context.errors.client_unknown, parameters.get('client_id'));
    return client;
  },
};

function publicClient(parameters: TokenParameters, { clients }: AuthenticationContext): RegisteredClient | undefined {
  const client = clients.find(parameters.get('client_id') ?? '');
  return client?.publicClient ? client : undefined;
}
