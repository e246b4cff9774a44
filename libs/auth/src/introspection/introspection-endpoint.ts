import type { Client } from '../client-credentials/token-endpoint.js';

/** Where one issuer is asked about its tokens, and the client that asks (RFC 7662 §2.1). */
export interface IntrospectionEndpoint {
  readonly issuer: string;
  /** @throws {OutboundError} the URL is discovered, and discovery fails */
  readonly url: () => Promise<string>;
  /** What some issuers want as the audience of an assertion, here too. @throws {OutboundError} as `url` */
  readonly tokenUrl: () => Promise<string>;
  readonly client: Client;
}
