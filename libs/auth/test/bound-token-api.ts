import { allowInsecureRequests, type JWTAccessTokenClaims, validateJwtAccessToken } from 'oauth4webapi';
import { LoopbackServer, type ReceivedRequest, reply } from './loopback-server.js';

/** An API that takes tokens of one issuer with DPoP proofs, checked by oauth4webapi: RFC 9068, RFC 9449 §4.3 and §7. */
export class BoundTokenApi {
  /** The claims of the tokens that were good. */
  readonly served: JWTAccessTokenClaims[] = [];

  private constructor(readonly server: LoopbackServer) {}

  static async start(issuer: string, audience: string): Promise<BoundTokenApi> {
    const metadata = await fetch(`${issuer}/.well-known/openid-configuration`);
    const { jwks_uri } = (await metadata.json()) as { jwks_uri: string };
    const api = new BoundTokenApi(await LoopbackServer.start(reply('served')));
    api.server.handler = async (response, request) => {
      try {
        const options = { requireDPoP: true, [allowInsecureRequests]: true };
        api.served.push(await validateJwtAccessToken({ issuer, jwks_uri }, api.asRequest(request), audience, options));
        reply('served')(response, request);
      } catch (error) {
        reply(String(error), 401, { 'www-authenticate': 'DPoP error="invalid_token"' })(response, request);
      }
    };
    return api;
  }

  private asRequest({ method, target, headers: { authorization = '', dpop } }: ReceivedRequest): Request {
    return new Request(this.server.url(target), { method, headers: { authorization, dpop: String(dpop) } });
  }
}
