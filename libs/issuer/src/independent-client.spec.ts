import { decodeJwt } from 'jose';
import * as oauth from 'oauth4webapi';
import { API, CLIENT, runIssuer } from '../test/running-issuer.js';
import type { Issuer, IssuerOptions } from './index.js';

const OPAQUE_API = { identifier: 'api://opaque', permissions: [], tokenFormat: 'opaque' } as const;

const HTTP = { [oauth.allowInsecureRequests]: true };

const CLIENT_OF_LIBRARY: oauth.Client = { client_id: CLIENT.id };

let server: oauth.AuthorizationServer;

/** By the real time, as the library goes. */
async function discover(options: Partial<IssuerOptions>): Promise<Issuer> {
  const clients = [{ ...CLIENT, grants: { [API.identifier]: ['read:students'], [OPAQUE_API.identifier]: [] } }];
  const issuer = await runIssuer({ now: undefined, apis: [API, OPAQUE_API], clients, ...options });
  const url = new URL(issuer.endpoints.oidc.issuer);
  server = await oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, HTTP));
  return issuer;
}

async function grant(DPoP: oauth.DPoPHandle, resource: string = API.identifier) {
  const authentication = oauth.ClientSecretBasic(CLIENT.secret);
  const options = { ...HTTP, DPoP };
  const response = await oauth.clientCredentialsGrantRequest(
    server,
    CLIENT_OF_LIBRARY,
    authentication,
    { resource },
    options,
  );
  return oauth.processClientCredentialsResponse(server, CLIENT_OF_LIBRARY, response);
}

async function introspect(token: string) {
  const authentication = oauth.ClientSecretPost(CLIENT.secret);
  const response = await oauth.introspectionRequest(server, CLIENT_OF_LIBRARY, authentication, token, HTTP);
  return oauth.processIntrospectionResponse(server, CLIENT_OF_LIBRARY, response);
}

it.each(['ES256', 'RS256', 'PS256'])('gives oauth4webapi a token for its DPoP key: %s', async (alg) => {
  await discover({});
  expect(server.dpop_signing_alg_values_supported).toContain(alg);
  const handle = oauth.DPoP(CLIENT_OF_LIBRARY, await oauth.generateKeyPair(alg));
  const { access_token, token_type } = await grant(handle);
  const jkt = await handle.calculateThumbprint();
  expect([token_type, decodeJwt(access_token).cnf]).toEqual(['dpop', { jkt }]);
  expect(await introspect(access_token)).toMatchObject({ active: true, token_type: 'DPoP', cnf: { jkt } });
});

it('asks oauth4webapi for a nonce, which it then has', async () => {
  const issuer = await discover({ dpopNonce: true });
  const handle = oauth.DPoP(CLIENT_OF_LIBRARY, await oauth.generateKeyPair('ES256'));
  const refused = await grant(handle).catch((error: unknown) => error);
  expect(oauth.isDPoPNonceError(refused)).toBe(true);
  expect((await grant(handle)).token_type).toBe('dpop');

  issuer.rotateDpopNonce();
  // The nonce before the newest is good, and the answer tells the newest.
  expect((await grant(handle)).token_type).toBe('dpop');
  issuer.rotateDpopNonce();
  expect((await grant(handle)).token_type).toBe('dpop');
  expect(issuer.requests.filter(({ endpoint, dpopJkt }) => endpoint === 'token' && dpopJkt)).toHaveLength(4);
});

it('introspects an opaque token for oauth4webapi until it is revoked', async () => {
  const issuer = await discover({});
  const handle = oauth.DPoP(CLIENT_OF_LIBRARY, await oauth.generateKeyPair('ES256'));
  const { access_token } = await grant(handle, OPAQUE_API.identifier);
  expect(await introspect(access_token)).toMatchObject({
    active: true,
    iss: server.issuer,
    aud: OPAQUE_API.identifier,
    client_id: CLIENT.id,
    cnf: { jkt: await handle.calculateThumbprint() },
  });
  issuer.revoke(access_token);
  expect(await introspect(access_token)).toEqual({ active: false });
});
