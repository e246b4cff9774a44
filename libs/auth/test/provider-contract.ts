import { type Issuer, type PersonalityName, startIssuer } from '@portero/issuer';
import type { Principal } from '../src/passport/principal.js';
import { type ProviderOptions, parseSettings } from '../src/providers/provider-settings.js';
import { KIND_NAMES } from '../src/providers/registry.js';
import { authenticatorOf } from './authenticator-of.js';

const API_ID = '7c2f6d0e-5a0b-4f5c-9d3e-2b8a1c4e6f90';
export const API = `api://${API_ID}`;
export const CLIENT = 'caller';

export interface ProviderContract {
  readonly kind: ProviderOptions['kind'];
  /** The personality that stands for the vendor. */
  readonly personality: PersonalityName;
  /** The least that an instance needs, besides its client. */
  readonly settings: (issuer: Issuer) => Readonly<Record<string, unknown>>;
  /** What turns a client's token into a person's. */
  readonly personClaims: Readonly<Record<string, unknown>>;
  /** What this kind tells of a client beyond the common members. */
  readonly traits: (issuer: Issuer) => Partial<Principal>;
}

/** What every kind of provider promises, over the wire against its personality of the embedded issuer. */
export function describeProviderContract({
  kind,
  personality,
  settings,
  personClaims,
  traits,
}: ProviderContract): void {
  const clientSecret = crypto.randomUUID();
  const client = { clientId: CLIENT, clientSecret };
  let issuer: Issuer;

  beforeAll(async () => {
    issuer = await startIssuer({
      apis: [{ identifier: API, clientId: API_ID, permissions: ['read:students'] }],
      clients: [{ id: CLIENT, secret: clientSecret, grants: { [API]: ['read:students'] } }],
    });
    for (const api of issuer.apis) api.accessTokenAcceptedVersion = personality === 'azure-v1' ? 1 : 2;
  });
  afterAll(() => issuer.close());

  function faultsOf(values: Readonly<Record<string, unknown>>): string[] {
    const faults: string[] = [];
    parseSettings({ name: 'instance', kind, values }, (setting) => faults.push(setting), false);
    return faults;
  }

  const build = (values: Readonly<Record<string, unknown>>) => authenticatorOf(kind, values);

  it('is one of the registry', () => {
    expect(KIND_NAMES).toContain(kind);
  });

  it('needs an issuer and an audience, and says so', () => {
    expect(faultsOf({})).toEqual(expect.arrayContaining(['issuer', 'audience']));
    expect(faultsOf(settings(issuer))).toEqual([]);
    expect(faultsOf({ ...settings(issuer), audience: undefined })).toEqual(['audience']);
    expect(faultsOf({ ...settings(issuer), audience: undefined, relaxAudience: true })).toEqual([]);
  });

  it('wants a client id and a secret together', () => {
    expect(faultsOf({ ...settings(issuer), clientId: CLIENT })).toEqual(['clientSecret']);
    expect(faultsOf({ ...settings(issuer), clientSecret })).toEqual(['clientId']);
    expect(faultsOf({ ...settings(issuer), ...client })).toEqual([]);
  });

  it('trusts issuers whose metadata says the same of itself', async () => {
    const { providers } = build(settings(issuer));
    for (const { trust, discovery } of providers.issuers.all) {
      expect((await discovery.metadata()).issuer).toBe(trust.issuer);
      expect(trust.provider).toBe('instance');
      expect(trust.algorithms).toEqual(['RS256']);
    }
  });

  it('gets a token, and takes it: the caller is a system with its permissions', async () => {
    const { providers, authenticate } = build({ ...settings(issuer), ...client });
    const { accessToken, expiresIn, outcome } = await providers.getToken();
    const principal = await authenticate(accessToken);

    expect(outcome).toBe('miss');
    expect(expiresIn).toBeGreaterThan(0);
    const { claims } = principal;
    expect(principal).toEqual({
      kind: 'system',
      provider: 'instance',
      issuer: issuer.endpoints[personality].issuer,
      subject: claims.sub,
      clientId: CLIENT,
      permissions: new Set(['read:students']),
      expiresAt: new Date(Number(claims.exp) * 1000),
      claims,
      ...traits(issuer),
    });
  });

  it('tells people from systems', async () => {
    const { authenticate } = build(settings(issuer));
    const { kind: caller } = await authenticate(await issuer.mint(personality, { claims: personClaims }));
    expect(caller).toBe('user');
  });

  it('lets in the callers of its list only', async () => {
    const token = await issuer.mint(personality);
    await expect(build({ ...settings(issuer), callers: [CLIENT] }).authenticate(token)).resolves.toBeDefined();
    await expect(build({ ...settings(issuer), callers: ['another'] }).authenticate(token)).rejects.toMatchObject({
      status: 403,
      reason: 'caller_not_allowed',
    });
  });

  it('takes no token without a client or a subject', async () => {
    const { authenticate } = build(settings(issuer));
    const clientClaims = { azp: undefined, appid: undefined, client_id: undefined };
    for (const claims of [{ sub: undefined }, clientClaims]) {
      const token = await issuer.mint(personality, { claims });
      await expect(authenticate(token)).rejects.toMatchObject({ reason: 'claim_missing' });
    }
  });

  it('gives no tokens without a client', async () => {
    await expect(build(settings(issuer)).providers.getToken()).rejects.toMatchObject({
      status: 400,
      reason: 'client_not_configured',
    });
  });

  it('passes on that its client is refused', async () => {
    const { providers } = build({ ...settings(issuer), clientId: CLIENT, clientSecret: 'wrong' });
    await expect(providers.getToken()).rejects.toMatchObject({ status: 502, reason: 'client_refused' });
  });
}
