import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';

const exporter = new InMemorySpanExporter();
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });

/** Registers an SDK for this spec file, which keeps every span that ends. */
export function recordSpans(): void {
  provider.register();
}

beforeEach(() => exporter.reset());

/** The spans that are over, in the order of their ends. */
export function recordedSpans() {
  return exporter.getFinishedSpans().map((span) => {
    const { name, kind, status, attributes, links, parentSpanContext } = span;
    const { traceId, spanId } = span.spanContext();
    const linked = links.map(({ context }) => context.spanId);
    return { name, kind, status, attributes, linked, traceId, spanId, parent: parentSpanContext?.spanId };
  });
}
