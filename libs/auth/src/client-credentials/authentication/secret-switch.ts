import { Refusal } from '../../bearer/refusal.js';
import type { AuthEvents } from '../../telemetry/auth-events.js';
import type { TokenEndpoint } from '../token-endpoint.js';
import type { IssuedToken, TokenRequester, WantedToken } from '../token-requester.js';
import { CLIENT_AUTH_METHODS } from './methods.js';

/**
 * Carries a client over the rotation of its secret: with two secrets, the other one is tried once when the first is
 * refused, and the one that worked is tried first from then on.
 */
export class SecretSwitch implements TokenRequester {
  #worked?: string;

  constructor(
    private readonly endpoint: TokenEndpoint,
    /** One request with the secret of the endpoint that it is given. */
    private readonly wire: (endpoint: TokenEndpoint) => TokenRequester,
    private readonly events: AuthEvents,
  ) {}

  async request(wanted: WantedToken, signal?: AbortSignal): Promise<IssuedToken> {
    const { client, provider } = this.endpoint;
    const { needs }: { needs: readonly string[] } = CLIENT_AUTH_METHODS[client.method];
    if (!needs.includes('secret')) return this.wire(this.endpoint).request(wanted, signal);

    const secrets = await client.secrets();
    const [first = '', other] = secrets.toSorted((a, b) => Number(b === this.#worked) - Number(a === this.#worked));
    try {
      return await this.ask(first, wanted, signal);
    } catch (error) {
      if (other === undefined || !(error instanceof Refusal) || error.reason !== 'client_refused') throw error;
    }
    const issued = await this.ask(other, wanted, signal);
    this.#worked = other;
    this.events.emit('client_secret_switched', { provider });
    return issued;
  }

  private ask(secret: string, wanted: WantedToken, signal?: AbortSignal): Promise<IssuedToken> {
    const { client } = this.endpoint;
    const read: typeof client.read = async (material) => (material === 'secret' ? secret : client.read(material));
    return this.wire({ ...this.endpoint, client: { ...client, read } }).request(wanted, signal);
  }
}
