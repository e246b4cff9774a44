import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface ReceivedRequest {
  readonly method: string | undefined;
  /** Path and query, as sent. */
  readonly target: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type Handler = (response: ServerResponse, request: ReceivedRequest) => void;

/** A handler that sends this body; what is no string goes as JSON. */
export function reply(body: unknown, status = 200, headers: Record<string, string> = {}): Handler {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}

const running = new Set<LoopbackServer>();

afterAll(() => {
  for (const server of running) server.close();
});

/** A real HTTP server on 127.0.0.1, closed with all its sockets when the spec file is done. */
export class LoopbackServer {
  readonly requests: ReceivedRequest[] = [];

  private constructor(
    private readonly server: Server,
    public handler: Handler,
  ) {
    server.on('request', async (incoming, response) => {
      const { method, url: target, headers } = incoming;
      const request = { method, target, headers, body: await text(incoming) };
      this.requests.push(request);
      this.handler(response, request);
    });
  }

  static async start(handler: Handler): Promise<LoopbackServer> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const started = new LoopbackServer(server, handler);
    running.add(started);
    return started;
  }

  url(target = '/'): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${target}`;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}
