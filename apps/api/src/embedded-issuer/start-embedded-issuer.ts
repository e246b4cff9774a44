import { ConfigurationError, type ProviderSettings } from '@portero/auth';
import type { Issuer } from '@portero/issuer';
import type { Configuration } from '../config/configuration.js';
import { samplePeople } from './sample-people.js';

/**
 * Starts the embedded issuer with this service as its client, and the people who sign in here, if the configuration wants
 * it in this process.
 *
 * @throws {ConfigurationError} its port is taken
 */
export async function startEmbeddedIssuer(configuration: Configuration): Promise<Issuer | undefined> {
  const port = configuration.embeddedIssuerPort;
  const local = configuration.providers.find(({ name }) => name === 'local');
  if (port === undefined || !local?.clientId) return undefined;
  if (!local.clientSecret) {
    const problem =
      'is what the embedded issuer knows its client by: set it, or OIDC_ISSUER_local for an issuer elsewhere';
    throw new ConfigurationError([{ variable: 'OIDC_CLIENT_SECRET_local', problem }]);
  }

  // Only now: an image for production does without it.
  const { startIssuer } = await import('@portero/issuer');
  const permissions = ['read:students', 'token:issue'];
  const grants = Object.fromEntries(local.audience.map((identifier) => [identifier, ['read:students']]));
  const signInClient = signInClientOf(local, configuration.publicUrl);
  try {
    return await startIssuer({
      port,
      apis: local.audience.map((identifier) => ({ identifier, permissions })),
      clients: [
        { id: local.clientId, secret: local.clientSecret.reveal(), grants },
        ...(signInClient ? [{ ...signInClient, grants }] : []),
      ],
      people: signInClient && samplePeople(local.audience, configuration.service.OPERATOR_ROLE),
    });
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'EADDRINUSE') throw error;
    const problem = `${port} is taken: choose another, such as PORT=3002 LOCAL_ISSUER_PORT=4011 npm start for a second service beside the first`;
    throw new ConfigurationError([{ variable: 'LOCAL_ISSUER_PORT', problem }]);
  }
}

function signInClientOf({ name, signInClientId: id, signInClientSecret }: ProviderSettings, publicUrl: string) {
  if (!id) return undefined;
  const proof = signInClientSecret ? { secret: signInClientSecret.reveal() } : { publicClient: true };
  return { id, ...proof, redirectUris: [`${publicUrl}/auth/${name}/callback`] };
}
