import { possessionOf } from '../src/auth.possession.js';
import { Explainer } from '../src/explain/explainer.js';
import type { Check, Demands } from '../src/explain/explanation.js';
import { boundedFetch } from '../src/outbound/bounded-fetch.js';
import type { KindName } from '../src/providers/registry.js';
import { authenticatorOf } from './authenticator-of.js';
import { LoopbackServer, reply } from './loopback-server.js';
import { ManualClock, START_SECONDS } from './manual-clock.js';
import { type SigningKey, signingKey } from './signing-key.js';

type Values = Readonly<Record<string, unknown>>;

export const TENANT = '11111111-1111-4111-8111-111111111111';
export const OTHER_TENANT = '22222222-2222-4222-8222-222222222222';
export const API_ID = '7c2f6d0e-5a0b-4f5c-9d3e-2b8a1c4e6f90';

/** Instances that need nothing but the URL of a key set. */
const SETTINGS: Readonly<Record<string, Values>> = {
  oidc: { issuer: 'https://op.example', audience: ['api://students'], algorithms: ['ES256'] },
  auth0: { issuer: 'https://lab.eu.auth0.com/', audience: ['api://students'], algorithms: ['ES256'] },
  azure: {
    issuer: `https://login.microsoftonline.com/${TENANT}/v2.0`,
    audience: ['api://students'],
    algorithms: ['ES256'],
  },
};

const COMMON = { sub: 'caller', exp: START_SECONDS + 300 };

/** Claims that the instance of a kind accepts. */
export const GOOD_CLAIMS: Readonly<Record<string, Values>> = {
  oidc: {
    ...COMMON,
    iss: 'https://op.example',
    aud: 'api://students',
    client_id: 'caller',
    iat: START_SECONDS,
    jti: 'one',
    scope: 'read:students',
  },
  auth0: { ...COMMON, iss: 'https://lab.eu.auth0.com/', aud: 'api://students', azp: 'caller', scope: 'read:students' },
  azure: {
    ...COMMON,
    iss: `https://login.microsoftonline.com/${TENANT}/v2.0`,
    aud: 'api://students',
    azp: 'caller',
    tid: TENANT,
    oid: 'caller',
    roles: ['read:students'],
  },
};

const TYPES: Readonly<Record<string, string>> = { oidc: 'at+jwt', auth0: 'JWT', azure: 'JWT' };

interface FaultOptions {
  readonly settings?: Values;
  readonly demands?: Demands;
  readonly publicUrl?: string;
}

/** A server of keys, and who explains and decides by them at `ManualClock`'s start. */
export class ExplainedProvider {
  private constructor(
    readonly key: SigningKey,
    readonly server: LoopbackServer,
  ) {}

  /** @param date of the server's clock; its `Date` field */
  static async start(date = START_SECONDS): Promise<ExplainedProvider> {
    const key = await signingKey('one');
    const fields = { date: new Date(date * 1000).toUTCString() };
    return new ExplainedProvider(key, await LoopbackServer.start(reply({ keys: [key.jwk] }, 200, fields)));
  }

  of(kind: KindName, changes: Values = {}, publicUrl?: string) {
    const keys = { jwksUrl: this.server.url('/keys'), ...(kind === 'azure' && { v1JwksUrl: this.server.url('/v1') }) };
    const clock = new ManualClock();
    const { providers, authenticate } = authenticatorOf(kind, { ...SETTINGS[kind], ...keys, ...changes }, clock);
    const possession = possessionOf({ providers: [], clock, publicUrl });
    const explainer = new Explainer({ providers, possession, fetch: boundedFetch(), clock });
    return { explainer, authenticate, providers };
  }

  /** The first check that a token fails, which must be what it is refused for. */
  async firstFault(kind: KindName, token: string, { settings, demands, publicUrl }: FaultOptions = {}): Promise<Check> {
    const { verdict, reason, checks } = await this.of(kind, settings, publicUrl).explainer.explain(token, demands);
    const fault = checks.find((check) => check.reason);
    if (!fault) throw new Error('No check fails');
    expect([verdict, reason]).toEqual(['refused', fault.reason]);
    return fault;
  }

  /** A good token of the kind, except for what a spec is about. */
  sign(kind: KindName, claims: Values = {}, header: Values = {}): Promise<string> {
    return this.key.sign({ ...GOOD_CLAIMS[kind], ...claims }, { typ: TYPES[kind], ...header });
  }

  /** The same with a header that nothing signs: as `sign`, with this header in its place. */
  async forge(kind: KindName, claims: Values, header: Values): Promise<string> {
    const token = await this.sign(kind, claims);
    const text = JSON.stringify({ alg: 'ES256', typ: TYPES[kind], kid: 'one', ...header });
    return token.replace(/^[^.]+/, Buffer.from(text).toString('base64url'));
  }
}
