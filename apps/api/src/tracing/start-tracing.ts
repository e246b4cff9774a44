import { setTimeout } from 'node:timers/promises';
import { DiagLogLevel, diag } from '@opentelemetry/api';
import { VERSION } from '../config/version.js';
import { tracingDiagnosis } from './diagnosis.js';
import type { TracingSettings } from './tracing-config.js';

/** Milliseconds that the end of the service waits for the last spans to be taken. */
const PATIENCE = 2_000;

/**
 * Loads the SDK and registers it for the whole process: once, so by whoever owns the process and not by an application
 * in it.
 *
 * @param name of the service, unless `OTEL_SERVICE_NAME` or `OTEL_RESOURCE_ATTRIBUTES` has one
 * @returns sends what is left, and ends
 */
export async function startTracing({ protocol }: TracingSettings, name: string): Promise<() => Promise<void>> {
  const [sdk, resources, { OTLPTraceExporter }] = await Promise.all([
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/resources'),
    protocol === 'http/json'
      ? import('@opentelemetry/exporter-trace-otlp-http')
      : import('@opentelemetry/exporter-trace-otlp-proto'),
  ]);
  // First, for it to hear what the others say of their variables.
  diag.setLogger(tracingDiagnosis(), { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true });
  const resource = resources
    .defaultResource()
    .merge(resources.resourceFromAttributes({ 'service.name': name, 'service.version': VERSION }))
    .merge(resources.detectResources({ detectors: [resources.envDetector] }));
  const spanProcessors = [new sdk.BatchSpanProcessor(new OTLPTraceExporter())];
  const provider = new sdk.NodeTracerProvider({ resource, spanProcessors });
  provider.register();

  return async () => {
    const waiting = new AbortController();
    const patience = setTimeout(PATIENCE, undefined, { signal: waiting.signal }).catch(() => {});
    // What could not be sent has been told by then.
    await Promise.race([provider.shutdown().catch(() => {}), patience]);
    waiting.abort();
  };
}
