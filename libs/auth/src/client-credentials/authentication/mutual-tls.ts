import type { Dispatcher } from 'undici';

/** PEM texts: the private key, and the certificate with those that lead to its authority. */
export interface TlsMaterial {
  readonly key: string;
  readonly cert: string;
}

/** Connections that carry the client's certificate. The server's is checked as always. */
export async function mutualTls(material: TlsMaterial): Promise<Dispatcher> {
  // Few need it, and to import it takes a twentieth of a start.
  const { Agent } = await import('undici');
  return new Agent({ connect: { ...material } });
}
