import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';

/** A span as OTLP/JSON writes it, but for its attributes. */
export interface ReceivedSpan {
  readonly name: string;
  readonly kind: number;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly startTimeUnixNano: string;
  readonly status: { readonly code?: number; readonly message?: string };
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** OTLP's own nesting. */
interface Document {
  readonly resourceSpans: readonly [
    {
      readonly resource: { readonly attributes: Attributes };
      readonly scopeSpans: readonly { readonly spans: readonly SentSpan[] }[];
    },
  ];
}

type SentSpan = Omit<ReceivedSpan, 'attributes' | 'links'> & {
  readonly attributes: Attributes;
  readonly links?: ReceivedSpan['links'];
};

type Attributes = readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];

/** An OTLP/HTTP endpoint on loopback that keeps what it is sent. */
export class TraceReceiver {
  readonly requests: { readonly path: string; readonly contentType: string; readonly body: Buffer }[] = [];

  private constructor(private readonly server: Server) {
    server.on('request', async (incoming, response) => {
      const { url = '', headers } = incoming;
      this.requests.push({ path: url, contentType: headers['content-type'] ?? '', body: await buffer(incoming) });
      response.setHeader('content-type', headers['content-type'] ?? '').end(url.endsWith('/v1/traces') ? '{}' : '');
    });
  }

  static async start(): Promise<TraceReceiver> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new TraceReceiver(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** What switches traces on, to be sent here soon. */
  get variables(): Readonly<Record<string, string>> {
    return {
      OTEL_EXPORTER_OTLP_ENDPOINT: this.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_BSP_SCHEDULE_DELAY: '50',
    };
  }

  /** The resource that the spans are of. */
  get resource(): Readonly<Record<string, unknown>> {
    return valuesOf(this.documents()[0]?.resourceSpans[0].resource.attributes ?? []);
  }

  /** All spans so far, in the order of their beginnings. */
  get spans(): ReceivedSpan[] {
    return this.documents()
      .flatMap(({ resourceSpans }) => resourceSpans)
      .flatMap(({ scopeSpans }) => scopeSpans)
      .flatMap(({ spans }) => spans)
      .map((span) => ({ ...span, attributes: valuesOf(span.attributes), links: span.links ?? [] }))
      .sort((a, b) => Number(BigInt(a.startTimeUnixNano) - BigInt(b.startTimeUnixNano)));
  }

  /** The spans beneath one, each before those that are in it: two that begin at once have no other order. */
  within(parentSpanId = '', depth = 0): (ReceivedSpan & { readonly depth: number })[] {
    return this.spans
      .filter((span) => (span.parentSpanId ?? '') === parentSpanId)
      .flatMap((span) => [{ ...span, depth }, ...this.within(span.spanId, depth + 1)]);
  }

  /** The spans as a tree: two blanks before each that is in the one above. */
  tree(parentSpanId?: string): string[] {
    return this.within(parentSpanId).map(({ name, depth }) => '  '.repeat(depth) + name);
  }

  /** Until so many spans have come, for five seconds at most: they come after the answers that they are of. */
  async receives(count: number): Promise<void> {
    for (let waited = 0; this.spans.length < count; waited++) {
      if (waited === 500) throw new Error(`Not ${count} spans have come, but ${this.tree().join('\n')}`);
      await setTimeout(10);
    }
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private documents(): Document[] {
    return this.requests.map(({ body }) => JSON.parse(body.toString()));
  }
}

function valuesOf(attributes: Attributes): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}
