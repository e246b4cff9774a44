import { ConfigurationError, type Fault, isSecureUrl, type ProviderSettings, readProviders } from '@portero/auth';
import { type ServiceVariables, serviceVariables } from './service-settings.js';
import { faultsOfSignIn } from './sign-in-faults.js';
import { readTls, type TlsIdentity } from './tls-files.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Everything the service was told, validated. */
export class Configuration {
  readonly providers: readonly ProviderSettings[];
  readonly service: ServiceVariables;
  /** What the service shows as itself when it listens with https. */
  readonly tls: TlsIdentity | undefined;
  /** Not wrong, but probably not meant. */
  readonly warnings: readonly string[];
  /** The embedded issuer's port, when this process is the one to start it. */
  readonly embeddedIssuerPort: number | undefined;

  /** @throws {ConfigurationError} with every fault of the whole configuration */
  constructor(environment: Environment) {
    const { providers, faults, warnings } = readProviders(environment, Object.keys(serviceVariables));
    const service = readService(environment);
    const tls = readTls(environment, Date.now());
    const signInFaults = faults.length === 0 ? faultsOfSignIn(providers, service.values as ServiceVariables) : [];
    const allFaults = [...faults, ...service.faults, ...tls.faults, ...halfASharedStore(environment), ...signInFaults];
    if (allFaults.length > 0) throw new ConfigurationError(allFaults);

    this.providers = providers;
    this.service = service.values as ServiceVariables;
    this.tls = tls.identity;
    this.warnings = [...warnings, ...unencrypted(this.service)];
    const embedded = providers.some(({ name, kind }) => name === 'local' && kind === 'local');
    this.embeddedIssuerPort = embedded && !environment.OIDC_ISSUER_local ? this.service.LOCAL_ISSUER_PORT : undefined;
  }

  get docs(): boolean {
    const { API_DOCS, NODE_ENV } = this.service;
    return API_DOCS ? API_DOCS === 'on' : NODE_ENV !== 'production';
  }

  /** Requests for tokens a minute from one peer; 0 for any number, which callers on this machine are worth. */
  get tokenRateLimit(): number {
    const { TOKEN_RATE_LIMIT, SYSTEM_TOKEN_ACCESS } = this.service;
    return TOKEN_RATE_LIMIT ?? (SYSTEM_TOKEN_ACCESS === 'loopback' ? 0 : 600);
  }

  /** Milliseconds between SIGTERM and the last new connection. Balancers see within 5 s that an instance is not ready. */
  get shutdownGrace(): number {
    const { SHUTDOWN_GRACE, NODE_ENV } = this.service;
    return 1_000 * (SHUTDOWN_GRACE ?? (NODE_ENV === 'production' ? 5 : 0));
  }

  /** Who is an operator. */
  get operatorRule() {
    const { OPERATORS: operators, OPERATOR_ROLE: role } = this.service;
    return { operators, role };
  }

  /** Tokens shared with the other instances of the service. */
  get sharedStore() {
    const { REDIS_URL: url, TOKEN_CACHE_KEY: keys } = this.service;
    return url && keys && { url, keys };
  }

  /** The URL by which clients know this service (RFC 9728 `resource`). */
  get publicUrl(): string {
    const { PUBLIC_URL, PORT } = this.service;
    return (PUBLIC_URL ?? `${this.tls ? 'https' : 'http'}://localhost:${PORT}`).replace(/\/$/, '');
  }

  /** What the `type` of a problem document begins with, before the reason: there it is explained (RFC 9457 §3.1.1). */
  get problemTypes(): string {
    return `${this.publicUrl}/problems/`;
  }
}

/** Tokens are shared sealed or not at all. */
function halfASharedStore({ REDIS_URL, TOKEN_CACHE_KEY }: Environment): Fault[] {
  if (REDIS_URL && !TOKEN_CACHE_KEY) {
    return [
      { variable: 'TOKEN_CACHE_KEY', problem: 'is required with REDIS_URL: make one with `openssl rand -base64 32`' },
    ];
  }
  return !REDIS_URL && TOKEN_CACHE_KEY ? [{ variable: 'REDIS_URL', problem: 'is required with TOKEN_CACHE_KEY' }] : [];
}

function unencrypted({ RESOURCE_SERVER_URL = '' }: ServiceVariables): string[] {
  if (!RESOURCE_SERVER_URL || isSecureUrl(RESOURCE_SERVER_URL)) return [];
  return ['RESOURCE_SERVER_URL is plain http: tokens travel unencrypted'];
}

function readService(environment: Environment) {
  const values: Record<string, unknown> = {};
  const faults: Fault[] = [];
  for (const [variable, schema] of Object.entries(serviceVariables)) {
    const parsed = schema.safeParse(environment[variable] || undefined);
    if (parsed.success) values[variable] = parsed.data;
    else faults.push({ variable, problem: parsed.error.issues[0]?.message ?? 'is not valid' });
  }
  return { values, faults };
}
