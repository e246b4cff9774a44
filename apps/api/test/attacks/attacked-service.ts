import type { Issuer } from '@portero/issuer';
import { LoopbackServer, reply } from '../../../../libs/auth/test/loopback-server.js';
import { API, API_ID, CLIENT, type ProviderRow } from '../provider-environments.js';
import { listen, startService } from '../running-service.js';
import { type Forge, type ForgeOptions, openForge } from './forge.js';

/** A service under attack, and what its tokens are made with. */
export interface AttackedService<Forge> {
  readonly url: string;
  readonly logged: readonly string[];
  readonly forge: Forge;
  /** What the service goes by: no answer may tell any of it. */
  readonly expected: readonly string[];
  readonly goodToken: () => string | Promise<string>;
  close(): Promise<void>;
}

/** A forge beside a service. */
export interface ServedForge<Name extends string = string> extends Forge<Name> {
  /** Sends a token that must be let in. */
  readonly present: (token: string) => Promise<void>;
}

export interface ForgeryOptions<Name extends string> extends Omit<ForgeOptions<Name>, 'issuer'> {
  readonly published: readonly unknown[];
  readonly variables?: Readonly<Record<string, string>>;
}

const EXPECTED = [API, API_ID, 'at+jwt', 'RS256', 'ES256', 'PS384'];

/** The service with a provider of kind `oidc` whose keys are the test's own. */
export async function startForgedService<Name extends string>(
  options: ForgeryOptions<Name>,
): Promise<AttackedService<ServedForge<Name>>> {
  const keyServer = await LoopbackServer.start(reply({ keys: options.published }));
  const forge = openForge({ ...options, issuer: keyServer.url('/op') });
  const { app, logged } = await listen({
    AUTH_PROVIDERS: 'oidc',
    OIDC_ISSUER_oidc: forge.issuer,
    OIDC_JWKS_URL_oidc: keyServer.url('/jwks'),
    OIDC_AUDIENCE_oidc: API,
    ...options.variables,
  });
  const url = await app.getUrl();
  const present = async (token: string) => {
    const { status } = await fetch(`${url}/products`, { headers: { authorization: `Bearer ${token}` } });
    expect(status).toBe(200);
  };
  return {
    url,
    logged,
    forge: { ...forge, present },
    expected: [...EXPECTED, forge.issuer],
    goodToken: () => forge.token(),
    close: async () => {
      await app.close();
      keyServer.close();
    },
  };
}

/** The service with a vendor's personality of the embedded issuer. */
export async function startVendorService(row: ProviderRow): Promise<AttackedService<Issuer>> {
  const { url, logged, issuer, close } = await startService(row, {
    [`OIDC_CALLERS_${row.kind}`]: CLIENT,
  });
  return {
    url,
    logged,
    forge: issuer,
    expected: [...EXPECTED, issuer.endpoints[row.personality].issuer, issuer.tenant],
    goodToken: () => issuer.mint(row.personality),
    close,
  };
}
