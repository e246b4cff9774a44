import type { JWK } from 'jose';
import type { RegisteredClient } from '../options.js';
import { credentialFaults } from './credential-faults.js';
import { validSecrets } from './valid-secrets.js';

type Credentials = Partial<Pick<RegisteredClient, 'secret' | 'otherSecrets' | 'certificates' | 'jwks'>>;

/** The registered clients, in the order given; only their credentials ever change. */
export class ClientRegistry {
  private readonly clients: Map<string, RegisteredClient>;

  constructor(clients: readonly RegisteredClient[]) {
    this.clients = new Map(clients.map((client) => [client.id, client]));
  }

  find(id: string): RegisteredClient | undefined {
    return this.clients.get(id);
  }

  first(): RegisteredClient | undefined {
    return this.clients.values().next().value;
  }

  /** @param keepOld whether the secrets that worked so far work on */
  rotateSecret(id: string, secret: string, { keepOld = false }: { keepOld?: boolean } = {}): void {
    this.change(id, (client) => ({ secret, otherSecrets: keepOld ? validSecrets(client) : [] }));
  }

  rotateCertificate(id: string, pem: string): void {
    this.change(id, () => ({ certificates: [pem] }));
  }

  rotateJwks(id: string, jwks: readonly JWK[]): void {
    this.change(id, () => ({ jwks }));
  }

  /** @throws RangeError for an unknown client; TypeError for credentials that can never work */
  private change(id: string, credentials: (client: RegisteredClient) => Credentials): void {
    const client = this.clients.get(id);
    if (!client) throw new RangeError(`No client "${id}" is registered.`);
    const changed = { ...client, ...credentials(client) };
    const [fault] = credentialFaults(changed);
    if (fault) throw new TypeError(fault);
    this.clients.set(id, changed);
  }
}
