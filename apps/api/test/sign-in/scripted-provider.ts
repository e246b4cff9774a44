import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

export const PAGE_CLIENT = 'operators-page';

/** An OpenID provider that says what a test wants: its ID tokens are signed well unless the test meddles. */
export interface ScriptedProvider {
  readonly issuer: string;
  /** Changes to the claims of the next ID tokens; `undefined` leaves one out. */
  claims: Record<string, unknown>;
  /** In place of the token answer: its status and body. */
  tokenAnswer?: { status: number; body: Record<string, unknown> };
  /** Makes the ID token of the next answers. */
  sign: (claims: JWTPayload) => Promise<string>;
  /** Nothing is answered any more: connections are reset. */
  down: boolean;
  /** Bodies of the token requests, and their Authorization. */
  readonly redeemed: { readonly body: URLSearchParams; readonly authorization: string | undefined }[];
  /** The provider goes by the nonce of this authorization request from now on. */
  authorized(url: string): void;
  close(): void;
}

export async function startScriptedProvider(): Promise<ScriptedProvider> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'one', use: 'sig', alg: 'RS256' }] };
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let nonce: string | null = null;

  const provider: ScriptedProvider = {
    issuer,
    claims: {},
    sign: (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'one', typ: 'JWT' }).sign(privateKey),
    down: false,
    redeemed: [],
    authorized(url) {
      nonce = new URL(url).searchParams.get('nonce');
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
  const metadata = {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    authorization_response_iss_parameter_supported: true,
  };
  const token = async (request: IncomingMessage) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = new URLSearchParams(Buffer.concat(chunks).toString());
    provider.redeemed.push({ body, authorization: request.headers.authorization });
    if (provider.tokenAnswer) return provider.tokenAnswer;
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: issuer,
      sub: 'person-1',
      aud: PAGE_CLIENT,
      iat: now,
      exp: now + 300,
      nonce,
      ...provider.claims,
    };
    const id_token = await provider.sign(claims as JWTPayload);
    return {
      status: 200,
      body: { access_token: crypto.randomUUID(), token_type: 'Bearer', expires_in: 300, id_token },
    };
  };
  const documents: Readonly<Record<string, object>> = { '/.well-known/openid-configuration': metadata, '/keys': keys };
  server.on('request', async (request, response) => {
    if (provider.down) return request.socket.destroy();
    const answer =
      request.url === '/token' ? await token(request) : { status: 200, body: documents[request.url ?? ''] };
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
  });
  return provider;
}
