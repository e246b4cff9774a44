import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';

/** What stands before a service as it is deployed: it says for whom it calls, so nobody is a direct caller. */
export class ForwardingProxy {
  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  /** @param prefix of the path that it has put the service beneath */
  static async start(port: string, target: string, prefix = ''): Promise<ForwardingProxy> {
    const server = createServer((incoming, outgoing) => {
      const headers = { ...incoming.headers, 'x-forwarded-for': '203.0.113.7' };
      const forwarded = request(
        `${target}${incoming.url?.slice(prefix.length)}`,
        { method: incoming.method, headers },
        (answer) => {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(outgoing);
        },
      );
      forwarded.on('error', () => outgoing.destroy());
      outgoing.on('close', () => forwarded.destroy());
      incoming.pipe(forwarded);
    });
    server.listen(Number(port), '127.0.0.1');
    await once(server, 'listening');
    return new ForwardingProxy(server, `http://localhost:${port}${prefix}`);
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }
}
