import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { type ClientMetadata, Provider } from 'oidc-provider';
import { referenceStore } from './reference-store.js';
import { testAuthority } from './test-certificates.js';

export const API = 'urn:students';

/** oidc-provider, an implementation that is not ours, on 127.0.0.1. */
export interface ReferenceProvider {
  readonly issuer: string;
  /** PEM of the authority behind its TLS endpoint. */
  readonly authority: string;
  close(): void;
}

interface Wish {
  readonly clients: readonly ClientMetadata[];
  /** PEM of the certificates and authorities whose clients may connect by TLS. */
  readonly trusted?: readonly string[];
  /** Default `jwt`; opaque tokens are to be introspected (RFC 7662). */
  readonly tokenFormat?: 'jwt' | 'opaque';
  /** A DPoP proof must have a nonce of its own (RFC 9449 §8). */
  readonly dpopNonce?: boolean;
}

const CLIENT_CREDENTIALS_ONLY = { grant_types: ['client_credentials'], redirect_uris: [], response_types: [] };

const METHODS = [
  'client_secret_basic',
  'client_secret_post',
  'client_secret_jwt',
  'private_key_jwt',
  'tls_client_auth',
  'self_signed_tls_client_auth',
] as const;

/** Tokens are for one API. `mtls_endpoint_aliases` tells the TLS endpoint, for clients with a certificate only. */
export async function startReferenceProvider(wish: Wish): Promise<ReferenceProvider> {
  const { clients, trusted = [], dpopNonce = false, tokenFormat = 'jwt' } = wish;
  const authority = await testAuthority('Authority of the reference provider');
  const own = await authority.issue({ commonName: '127.0.0.1' });
  const plain = createServer();
  const tls = createTlsServer({ ...own, ca: [...trusted], requestCert: true });
  const [issuer, secure] = [`http://${await listen(plain)}`, `https://${await listen(tls)}`];

  const certificateOf = ({ req }: { req: IncomingMessage }) => (req.socket as TLSSocket).getPeerX509Certificate?.();
  const provider = new Provider(issuer, {
    adapter: referenceStore(clients.map((client) => ({ ...CLIENT_CREDENTIALS_ONLY, ...client }))),
    clientAuthMethods: [...METHODS],
    discovery: {
      mtls_endpoint_aliases: {
        token_endpoint: `${secure}/token`,
        introspection_endpoint: `${secure}/token/introspection`,
      },
    },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      introspection: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => API,
        getResourceServerInfo: () => ({ scope: 'read:students', accessTokenFormat: tokenFormat }),
      },
      dPoP: {
        enabled: true,
        nonceSecret: dpopNonce ? randomBytes(32) : undefined,
        requireNonce: () => dpopNonce,
      },
      mTLS: {
        enabled: true,
        tlsClientAuth: true,
        selfSignedTlsClientAuth: true,
        getCertificate: (ctx) => certificateOf(ctx)?.toString(),
        certificateAuthorized: ({ req }) => (req.socket as TLSSocket).authorized,
        certificateSubjectMatches: (ctx, _property, expected) => certificateOf(ctx)?.subject === expected,
      },
    },
  });
  for (const server of [plain, tls]) server.on('request', provider.callback());
  return {
    issuer,
    authority: authority.cert,
    close() {
      for (const server of [plain, tls]) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}
