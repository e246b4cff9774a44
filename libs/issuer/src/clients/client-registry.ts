import type { RegisteredClient } from '../options.js';

/** The registered clients, in the order given; only their secrets ever change. */
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

  /** @throws RangeError for an unknown client */
  rotateSecret(id: string, secret: string): void {
    const client = this.clients.get(id);
    if (!client) throw new RangeError(`No client "${id}" is registered.`);
    this.clients.set(id, { ...client, secret });
  }
}
