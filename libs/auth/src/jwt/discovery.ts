import type { BoundedFetch } from '../outbound/bounded-fetch.js';
import type { Clock } from '../outbound/clock.js';
import { fetchJsonObject } from '../outbound/fetch-json.js';
import { OutboundError } from '../outbound/outbound-error.js';
import { isSecureUrl } from '../outbound/secure-url.js';
import { SingleFlight } from '../outbound/single-flight.js';

/** The members of an issuer's metadata that Portero uses (RFC 8414 §2). */
export interface IssuerMetadata {
  issuer: string;
  jwks_uri?: string;
  authorization_endpoint?: string;
  /** RFC 9207 §3. */
  authorization_response_iss_parameter_supported?: boolean;
  token_endpoint?: string;
  introspection_endpoint?: string;
  /** Where the endpoints ask for a client certificate (RFC 8705 §5). */
  mtls_endpoint_aliases?: { [E in ClientEndpoint]?: string };
}

/** Endpoints that ask who the client is. */
type ClientEndpoint = 'token_endpoint' | 'introspection_endpoint';

const MAX_AGE = 24 * 60 * 60 * 1000;

/** An issuer's metadata document, fetched when first needed and anew after a day; failures are not kept. */
export class Discovery {
  private held?: { metadata: IssuerMetadata; fetchedAt: number };
  private readonly flight = new SingleFlight<IssuerMetadata>();

  constructor(
    private readonly issuer: string,
    private readonly url: string,
    private readonly fetch: BoundedFetch,
    private readonly clock: Clock,
  ) {}

  /** @throws {OutboundError} the document cannot be had, or names another issuer */
  async metadata(): Promise<IssuerMetadata> {
    if (this.held && this.clock.monotonic() - this.held.fetchedAt < MAX_AGE) return this.held.metadata;
    return this.flight.run(this.url, async () => {
      try {
        const metadata = this.check(await fetchJsonObject(this.fetch, this.url, this.clock.now()));
        this.held = { metadata, fetchedAt: this.clock.monotonic() };
        return metadata;
      } catch (error) {
        // Endpoints hardly ever move: an old document beats none.
        if (this.held) return this.held.metadata;
        throw error;
      }
    });
  }

  /** @throws {OutboundError} the document cannot be had or lacks a secure URL under this name */
  async endpoint(name: 'jwks_uri' | 'authorization_endpoint' | ClientEndpoint): Promise<string> {
    return this.secure(name, (await this.metadata())[name]);
  }

  /**
   * An endpoint for clients with a certificate: its alias where there is one (RFC 8705 §5).
   *
   * @throws {OutboundError} as `endpoint`
   */
  async mutualTlsEndpoint(name: ClientEndpoint): Promise<string> {
    const { mtls_endpoint_aliases: aliases, [name]: url } = await this.metadata();
    return this.secure(name, aliases?.[name] ?? url);
  }

  private secure(name: string, url: unknown): string {
    if (typeof url !== 'string' || !isSecureUrl(url)) {
      throw new OutboundError('invalid', `The metadata of ${this.issuer} has no https ${name}`);
    }
    return url;
  }

  // RFC 8414 §3.3: the issuer must be identical, else the document must not be used.
  private check(document: Record<string, unknown>): IssuerMetadata {
    if (document.issuer !== this.issuer) {
      throw new OutboundError('invalid', `The metadata at ${this.url} is of another issuer than ${this.issuer}`);
    }
    return document as unknown as IssuerMetadata;
  }
}
