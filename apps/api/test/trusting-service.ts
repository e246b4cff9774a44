import type { Issuer } from '@portero/issuer';
import { API, CLIENT } from './provider-environments.js';
import { startTestIssuer } from './running-service.js';
import { ServiceProcess } from './service-process.js';

/** A row of a test, and the settings of its provider by their names without the instance, such as `OIDC_JWKS_URL`. */
export interface TrustedRow {
  readonly label: string;
  readonly settings?: Readonly<Record<string, string>>;
}

/** A service process that trusts one issuer per row: each has its own to break, and the others must not notice. */
export interface TrustingService {
  readonly process: ServiceProcess;
  readonly url: string;
  readonly issuerOf: (label: string) => Issuer;
  close(): Promise<void>;
}

export async function startTrustingService(rows: readonly TrustedRow[]): Promise<TrustingService> {
  const secret = crypto.randomUUID();
  const issuers = await Promise.all(rows.map(() => startTestIssuer(secret)));
  const variables = rows.flatMap(({ settings }, i) =>
    Object.entries({
      OIDC_KIND: 'oidc',
      OIDC_ISSUER: issuers[i]?.endpoints.oidc.issuer ?? '',
      OIDC_AUDIENCE: API,
      OIDC_CLIENT_ID: CLIENT,
      OIDC_CLIENT_SECRET: secret,
      ...settings,
    }).map(([setting, value]) => [`${setting}_row${i}`, value]),
  );
  const process = new ServiceProcess({
    AUTH_PROVIDERS: rows.map((_, i) => `row${i}`).join(','),
    ...Object.fromEntries(variables),
  });
  return {
    process,
    url: await process.url(),
    issuerOf: (label) => issuers[rows.findIndex((row) => row.label === label)] as Issuer,
    close: async () => {
      await process.stop();
      await Promise.all(issuers.map((issuer) => issuer.close()));
    },
  };
}
