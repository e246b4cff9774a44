import type { X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';

/** The certificate with which a client opened its TLS connection; it has proved that it holds the key. */
export interface ClientCertificate {
  readonly certificate: X509Certificate;
  /** Whether it leads to an authority of the server's `ca`. */
  readonly isChainTrusted: boolean;
}

export function clientCertificate({ socket }: IncomingMessage): ClientCertificate | undefined {
  if (!(socket instanceof TLSSocket)) return undefined;
  const certificate = socket.getPeerX509Certificate();
  return certificate && { certificate, isChainTrusted: socket.authorized };
}
