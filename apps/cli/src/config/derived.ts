import type { ProviderSettings } from '@portero/auth';

type Derive = (settings: ProviderSettings) => unknown;

/** Settings that follow from others, or from the provider, where nobody set them. */
export const DERIVED: Readonly<Record<string, Derive>> = {
  issuer: ({ kind, issuer }) => (kind === 'local' ? issuer : undefined),
  scope: ({ kind, clientId, audience }) =>
    kind === 'azure' && clientId && audience[0] ? `${audience[0]}/.default` : undefined,
  jwksUrl: () => 'from the metadata of the issuer',
  tokenUrl: ({ clientId }) => (clientId ? 'from the metadata of the issuer' : undefined),
  v1Issuer: () => 'from the tenant of the issuer',
  v1JwksUrl: () => 'from the metadata of the v1 issuer',
  clientAuthMethod: ({ clientId }) => (clientId ? 'by what the client proves itself with' : undefined),
  assertionAlgorithm: ({ clientKeyFile }) => (clientKeyFile ? 'by the type of the key' : undefined),
  introspectionUrl: (settings) =>
    'introspection' in settings && settings.introspection === 'on' ? 'from the metadata of the issuer' : undefined,
};
