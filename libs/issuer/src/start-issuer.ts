import { randomUUID } from 'node:crypto';
import { checkOptions } from './check-options.js';
import { DpopNonces } from './clients/binding/dpop-nonces.js';
import { ClientRegistry } from './clients/client-registry.js';
import { UsedIdentifiers } from './clients/used-identifiers.js';
import { IssuerClock } from './clock.js';
import { dispatcher } from './endpoints/dispatch.js';
import { RequestLog } from './endpoints/request-log.js';
import { FaultBoard } from './faults/fault-board.js';
import { LoopbackServer, type TlsMaterial } from './http/loopback-server.js';
import type { Issuer } from './issuer.js';
import type { IssuerState } from './issuer-state.js';
import { KeyRing } from './keys/key-ring.js';
import type { IssuerOptions } from './options.js';
import { endpointsAt } from './personalities/paths.js';
import { perPersonality } from './personalities/registry.js';
import { AuthorizationCodes } from './sign-in/authorization-codes.js';
import { SIGN_IN_CAPACITY, SIGN_IN_SECONDS } from './sign-in/pending-sign-in.js';
import { PersonRegistry } from './sign-in/person-registry.js';
import { SecretValues } from './sign-in/secret-values.js';
import { IssuedTokens } from './tokens/issued-tokens.js';
import { mintToken } from './tokens/mint-token.js';

/**
 * Starts an issuer on 127.0.0.1.
 * @throws TypeError that lists every fault of the options; the listening error as it is, e.g. with code `EADDRINUSE`
 */
export async function startIssuer(options: IssuerOptions): Promise<Issuer> {
  checkOptions(options);
  const { port = 0, tenant = randomUUID(), now = Date.now, dpopNonce, tokenLifetime, people = [] } = options;
  const servers = await listen(port, options.tls);
  const [{ origin }, mtls] = servers;
  const state: IssuerState = {
    site: { origin, tenant, ...(mtls && { mtlsOrigin: mtls.origin }) },
    clock: new IssuerClock(now),
    apis: options.apis.map((api) => ({
      ...api,
      clientId: api.clientId ?? randomUUID(),
      accessTokenAcceptedVersion: api.accessTokenAcceptedVersion ?? 2,
      tokenFormat: api.tokenFormat ?? 'jwt',
    })),
    clients: new ClientRegistry(options.clients),
    usedAssertions: perPersonality(() => new UsedIdentifiers()),
    usedProofs: new UsedIdentifiers(),
    dpopNonces: dpopNonce ? new DpopNonces() : undefined,
    keyRings: perPersonality(() => new KeyRing()),
    issuedTokens: new IssuedTokens(),
    people: people.length > 0 ? new PersonRegistry(people) : undefined,
    pendingSignIns: new SecretValues(SIGN_IN_SECONDS, SIGN_IN_CAPACITY),
    authorizationCodes: new AuthorizationCodes(),
    tokenLifetime,
    uuid: randomUUID,
  };
  const faults = new FaultBoard();
  const log = new RequestLog();
  for (const server of servers) server.onRequest(dispatcher({ origin: server.origin, state, faults, log }));

  return {
    ...state.site,
    endpoints: perPersonality(({ paths }) =>
      endpointsAt(origin, { ...paths, ...(people.length === 0 && { authorize: undefined }) }, tenant),
    ),
    apis: state.apis,
    requests: log.entries,
    mint: (personality, overrides = {}) => mintToken(personality, overrides, state),
    revoke: (token) => state.issuedTokens.revoke(token),
    rotateKeys: (personality, rotation) => state.keyRings[personality].rotate(rotation),
    withdrawOldKeys: (personality) => state.keyRings[personality].withdrawOld(),
    injectFault: (where, fault, times) => faults.inject(where, fault, times),
    heal: () => faults.heal(),
    setClockSkew: (seconds) => {
      state.clock.skew = seconds;
    },
    rotateSecret: (clientId, secret, rotation) => state.clients.rotateSecret(clientId, secret, rotation),
    rotateCertificate: (clientId, pem) => state.clients.rotateCertificate(clientId, pem),
    rotateJwks: (clientId, jwks) => state.clients.rotateJwks(clientId, jwks),
    rotateDpopNonce: () => {
      if (!state.dpopNonces) throw new TypeError('This issuer asks for no nonce: its option dpopNonce is off.');
      state.dpopNonces.rotate(state.clock.seconds());
    },
    close: async () => {
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}

async function listen(port: number, tls?: TlsMaterial): Promise<readonly [LoopbackServer, ...LoopbackServer[]]> {
  const plain = await LoopbackServer.listen(port);
  return tls ? [plain, await LoopbackServer.listenTls(tls)] : [plain];
}
