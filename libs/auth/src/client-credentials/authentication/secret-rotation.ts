import { Refusal } from '../../bearer/refusal.js';
import type { Client } from '../token-endpoint.js';
import { CLIENT_AUTH_METHODS } from './methods.js';

/**
 * Carries a client over the rotation of its secret: with two secrets, the other one is tried once when the first is
 * refused, and the one that worked is tried first from then on.
 */
export class SecretRotation {
  #worked?: string;

  constructor(
    private readonly client: Client,
    private readonly tellSwitch: () => void,
  ) {}

  /**
   * @param ask one attempt, with the secret of the client that it is given
   * @throws {Refusal} what `ask` throws; `client_secret_unreadable`
   */
  async run<T>(ask: (client: Client) => Promise<T>): Promise<T> {
    const { needs }: { needs: readonly string[] } = CLIENT_AUTH_METHODS[this.client.method];
    if (!needs.includes('secret')) return ask(this.client);

    const secrets = await this.client.secrets();
    const [first = '', other] = secrets.toSorted((a, b) => Number(b === this.#worked) - Number(a === this.#worked));
    try {
      return await ask(this.clientWith(first));
    } catch (error) {
      if (other === undefined || !(error instanceof Refusal) || error.reason !== 'client_refused') throw error;
    }
    const answer = await ask(this.clientWith(other));
    this.#worked = other;
    this.tellSwitch();
    return answer;
  }

  private clientWith(secret: string): Client {
    const { client } = this;
    const read: typeof client.read = async (material) => (material === 'secret' ? secret : client.read(material));
    return { ...client, read };
  }
}
