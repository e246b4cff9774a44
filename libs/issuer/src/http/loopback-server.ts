import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const LOOPBACK = '127.0.0.1';

/** An HTTP server that listens on 127.0.0.1 and nowhere else. */
export class LoopbackServer {
  readonly origin: string;
  private closed?: Promise<void>;

  private constructor(private readonly server: Server) {
    this.origin = `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`;
  }

  /** @throws the listening error itself, e.g. with code `EADDRINUSE` */
  static async listen(port: number): Promise<LoopbackServer> {
    const server = createServer();
    server.listen(port, LOOPBACK);
    await once(server, 'listening');
    return new LoopbackServer(server);
  }

  onRequest(listener: RequestListener): void {
    this.server.on('request', listener);
  }

  /** Also ends connections that are idle or still wait for an answer. May be called again. */
  close(): Promise<void> {
    this.closed ??= new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
    return this.closed;
  }
}
