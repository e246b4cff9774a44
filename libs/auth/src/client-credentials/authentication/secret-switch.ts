import type { AuthEvents } from '../../telemetry/auth-events.js';
import type { TokenEndpoint } from '../token-endpoint.js';
import type { IssuedToken, TokenRequester, WantedToken } from '../token-requester.js';
import { SecretRotation } from './secret-rotation.js';

/** Asks for tokens with whichever secret of the client works. */
export class SecretSwitch implements TokenRequester {
  private readonly rotation: SecretRotation;

  constructor(
    private readonly endpoint: TokenEndpoint,
    /** One request with the secret of the endpoint that it is given. */
    private readonly wire: (endpoint: TokenEndpoint) => TokenRequester,
    events: AuthEvents,
  ) {
    const { client, provider } = endpoint;
    this.rotation = new SecretRotation(client, () => events.emit('client_secret_switched', { provider }));
  }

  request(wanted: WantedToken, signal?: AbortSignal): Promise<IssuedToken> {
    return this.rotation.run((client) => this.wire({ ...this.endpoint, client }).request(wanted, signal));
  }
}
