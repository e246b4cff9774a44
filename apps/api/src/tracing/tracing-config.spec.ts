import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError } from '@portero/auth';
import { readTracing, tracingIn } from './tracing-config.js';

const ENDPOINT = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };

it.each([
  ['nothing is said', {}],
  ['everything is empty', { OTEL_TRACES_EXPORTER: '', OTEL_EXPORTER_OTLP_ENDPOINT: '' }],
  ['there is no exporter', { ...ENDPOINT, OTEL_TRACES_EXPORTER: 'none' }],
  ['the SDK is disabled', { ...ENDPOINT, OTEL_SDK_DISABLED: 'TRUE' }],
  ['only their protocol is said', { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }],
])('has no traces when %s', (_, environment) => {
  expect(tracingIn(environment)).toBeUndefined();
});

it.each([
  ['an endpoint', ENDPOINT, 'http/protobuf'],
  [
    'an endpoint of traces',
    { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://traces.example/v1/traces' },
    'http/protobuf',
  ],
  ['an exporter', { OTEL_TRACES_EXPORTER: 'otlp' }, 'http/protobuf'],
  ['a protocol', { ...ENDPOINT, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' }, 'http/json'],
  [
    'a protocol of traces, which wins',
    { ...ENDPOINT, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc', OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'http/json' },
    'http/json',
  ],
  ['an SDK that is not disabled', { ...ENDPOINT, OTEL_SDK_DISABLED: 'false' }, 'http/protobuf'],
])('has traces by %s', (_, environment, protocol) => {
  expect(tracingIn(environment)).toEqual({ protocol });
});

it('names every fault', () => {
  const environment = {
    OTEL_TRACES_EXPORTER: 'zipkin',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318',
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://',
    OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'grpc',
  };
  const faults = [
    { variable: 'OTEL_TRACES_EXPORTER', problem: 'must be otlp or none' },
    { variable: 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', problem: 'must be an http or https URL' },
    { variable: 'OTEL_EXPORTER_OTLP_ENDPOINT', problem: 'must be an http or https URL' },
    {
      variable: 'OTEL_EXPORTER_OTLP_TRACES_PROTOCOL',
      problem: 'must be one of http/protobuf, http/json: grpc is not spoken here',
    },
  ];
  expect(() => tracingIn(environment)).toThrow(new ConfigurationError(faults));
});

describe('a .env file', () => {
  const before = { ...process.env };
  const cwd = process.cwd();
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'portero-'));
    process.chdir(folder);
  });
  afterEach(() => {
    process.chdir(cwd);
    rmSync(folder, { recursive: true });
    process.env = { ...before };
  });

  it('is read for the SDK too, which knows the environment of the process only', () => {
    writeFileSync('.env', 'OTEL_TRACES_EXPORTER=otlp\nOTEL_BSP_SCHEDULE_DELAY=7\nOIDC_CLIENT_SECRET_oidc=hush\n');
    process.env.OTEL_EXPORTER_OTLP_PROTOCOL = 'http/json';
    process.env.OTEL_BSP_SCHEDULE_DELAY = '50';
    expect(readTracing()).toEqual({ protocol: 'http/json' });
    const { OTEL_TRACES_EXPORTER, OTEL_BSP_SCHEDULE_DELAY, OIDC_CLIENT_SECRET_oidc } = process.env;
    expect([OTEL_TRACES_EXPORTER, OTEL_BSP_SCHEDULE_DELAY, OIDC_CLIENT_SECRET_oidc]).toEqual(['otlp', '50', undefined]);
  });

  it('need not be there', () => {
    expect(readTracing()).toBeUndefined();
  });
});
