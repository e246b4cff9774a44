import { type Issuer, type IssuerOptions, startIssuer } from '../src/index.js';

/** 2023-11-14 22:13:20 UTC */
export const NOW_SECONDS = 1_700_000_000;

export const TENANT = '11111111-2222-4333-8444-555555555555';

export const API = {
  identifier: 'api://students',
  clientId: '99999999-8888-4777-8666-555555555555',
  permissions: ['read:students', 'write:students'],
} as const;

export const CLOSED_API = { identifier: 'api://closed', permissions: ['read:all'] } as const;

export const CLIENT = {
  id: 'portero',
  secret: 'correct horse',
  expiredSecrets: ['last year'],
  grants: { [API.identifier]: ['read:students', 'write:students'] },
} as const;

/** Authorised for the API, with no permission on it. */
export const BARE_CLIENT = { id: 'bare', secret: 'bare secret', grants: { [API.identifier]: [] } } as const;

export const OPTIONS: IssuerOptions = {
  apis: [API, CLOSED_API],
  clients: [CLIENT, BARE_CLIENT],
  tenant: TENANT,
  now: () => NOW_SECONDS * 1000,
};

const running = new Set<Issuer>();

afterAll(() => Promise.all([...running].map((issuer) => issuer.close())));

/** Starts an issuer that is closed when the spec file is done. */
export async function runIssuer(options: Partial<IssuerOptions> = {}): Promise<Issuer> {
  const issuer = await startIssuer({ ...OPTIONS, ...options });
  running.add(issuer);
  return issuer;
}
