import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

const LOOPBACK = '127.0.0.1';

/** PEM: the server's key and certificate, and the authorities whose client certificates are trusted. */
export interface TlsMaterial {
  readonly key: string;
  readonly cert: string;
  readonly ca?: string;
}

/** An HTTP or HTTPS server that listens on 127.0.0.1 and nowhere else. */
export class LoopbackServer {
  readonly origin: string;
  private closed?: Promise<void>;

  private constructor(
    private readonly server: Server | TlsServer,
    scheme: 'http' | 'https',
  ) {
    this.origin = `${scheme}://${LOOPBACK}:${(server.address() as AddressInfo).port}`;
  }

  /** @throws the listening error itself, e.g. with code `EADDRINUSE` */
  static async listen(port: number): Promise<LoopbackServer> {
    return new LoopbackServer(await listening(createServer(), port), 'http');
  }

  /** On any free port. Asks for a client certificate, and lets every connection in, with any or none. */
  static async listenTls({ key, cert, ca }: TlsMaterial): Promise<LoopbackServer> {
    // An empty list trusts nobody, where no list would trust every public authority.
    const server = createTlsServer({ key, cert, ca: ca || [], requestCert: true, rejectUnauthorized: false });
    return new LoopbackServer(await listening(server, 0), 'https');
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

async function listening<Any extends Server | TlsServer>(server: Any, port: number): Promise<Any> {
  server.listen(port, LOOPBACK);
  await once(server, 'listening');
  return server;
}
