import type { z } from 'zod';
import { CLIENT_AUTH_METHODS, type ClientAuthMethod } from '../client-credentials/authentication/methods.js';
import { ASSERTION_ALGORITHMS } from '../client-credentials/authentication/signing-key.js';
import { day, flag, oneOf, readableFile, secret, text } from './setting-types.js';

const METHODS = Object.keys(CLIENT_AUTH_METHODS) as [ClientAuthMethod, ...ClientAuthMethod[]];

export const assertionAudience = oneOf('issuer', 'token_endpoint');
export const assertionAlgorithm = oneOf(...ASSERTION_ALGORITHMS);

/** Who we are to a provider, and how we prove it. Files are read again for every token request. */
export const clientSettings = {
  clientId: text.optional(),
  clientSecret: secret.optional(),
  clientSecretFile: readableFile.optional(),
  clientSecretExpires: day.optional(),
  clientKeyFile: readableFile.optional(),
  clientCertFile: readableFile.optional(),
  federatedTokenFile: readableFile.optional(),
  clientAuthMethod: oneOf(...METHODS).optional(),
  basicEncoding: oneOf('encoded', 'raw').default('encoded'),
  assertionAudience: assertionAudience.default('issuer'),
  assertionAlgorithm: assertionAlgorithm.optional(),
  sendX5c: flag.default(false),
  dpop: flag.default(false),
};

export type ClientSettings = {
  readonly [S in keyof typeof clientSettings]: z.output<(typeof clientSettings)[S]>;
};

/** The setting that holds each kind of material; of the two for a secret, the one that is set. */
export function materialSettings(settings: Partial<ClientSettings>) {
  return {
    secret: settings.clientSecretFile ? 'clientSecretFile' : 'clientSecret',
    key: 'clientKeyFile',
    certificate: 'clientCertFile',
    federatedToken: 'federatedTokenFile',
  } as const;
}

/** The method that was chosen, else the one that the material is for; a secret goes by the kind's own default. */
export function authMethodOf(settings: Partial<ClientSettings>, bySecret: ClientAuthMethod): ClientAuthMethod {
  if (settings.clientAuthMethod) return settings.clientAuthMethod;
  if (settings.federatedTokenFile) return 'federated';
  return settings.clientKeyFile ? 'private_key_jwt' : bySecret;
}
