import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { ConfigurationError, type Fault } from '@portero/auth';

/** How traces leave; the rest of `OTEL_*` is read by the SDK itself. */
export interface TracingSettings {
  readonly protocol: (typeof PROTOCOLS)[number];
}

type Environment = Readonly<Record<string, string | undefined>>;

const PROTOCOLS = ['http/protobuf', 'http/json'] as const;
const ENDPOINTS = ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'OTEL_EXPORTER_OTLP_ENDPOINT'] as const;
const PROTOCOL_VARIABLES = ['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL', 'OTEL_EXPORTER_OTLP_PROTOCOL'] as const;

/** The variables that switch traces on, and say how they leave. */
export const TRACING_VARIABLES = ['OTEL_SDK_DISABLED', 'OTEL_TRACES_EXPORTER', ...ENDPOINTS, ...PROTOCOL_VARIABLES];

/**
 * What the process's environment and `.env` say of traces; `undefined` when they are off.
 *
 * @throws {ConfigurationError}
 */
export function readTracing(): TracingSettings | undefined {
  // The SDK knows no other place.
  for (const [name, value] of Object.entries(dotenv())) {
    if (name.startsWith('OTEL_')) process.env[name] ??= value;
  }
  return tracingIn(process.env);
}

/** @throws {ConfigurationError} */
export function tracingIn(environment: Environment): TracingSettings | undefined {
  if (environment.OTEL_SDK_DISABLED?.toLowerCase() === 'true') return undefined;
  // Empty is as good as absent.
  const exporter = environment.OTEL_TRACES_EXPORTER || 'otlp';
  if (exporter === 'none') return undefined;
  const endpoints = ENDPOINTS.filter((name) => environment[name]);
  if (!environment.OTEL_TRACES_EXPORTER && endpoints.length === 0) return undefined;

  const faults: Fault[] = [];
  if (exporter !== 'otlp') faults.push({ variable: 'OTEL_TRACES_EXPORTER', problem: 'must be otlp or none' });
  for (const variable of endpoints) {
    if (!isHttpUrl(environment[variable])) faults.push({ variable, problem: 'must be an http or https URL' });
  }
  const named = PROTOCOL_VARIABLES.find((name) => environment[name]);
  const protocol = PROTOCOLS.find((one) => one === (named ? environment[named] : PROTOCOLS[0]));
  if (named && !protocol) {
    faults.push({ variable: named, problem: `must be one of ${PROTOCOLS.join(', ')}: grpc is not spoken here` });
  }
  if (faults.length > 0 || !protocol) throw new ConfigurationError(faults);
  return { protocol };
}

function isHttpUrl(value = ''): boolean {
  return /^https?:\/\//.test(value) && URL.canParse(value);
}

function dotenv(): Record<string, string | undefined> {
  try {
    return parseEnv(readFileSync('.env', 'utf8')) as Record<string, string | undefined>;
  } catch {
    return {};
  }
}
