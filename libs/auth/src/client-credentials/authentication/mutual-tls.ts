import { Agent, type Dispatcher } from 'undici';

/** PEM texts: the private key, and the certificate with those that lead to its authority. */
export interface TlsMaterial {
  readonly key: string;
  readonly cert: string;
}

/** Connections that carry the client's certificate. The server's is checked as always. */
export function mutualTls(material: TlsMaterial): Dispatcher {
  return new Agent({ connect: { ...material } });
}
