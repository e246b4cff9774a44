import { LoopbackServer, reply } from '../../../../libs/auth/test/loopback-server.js';
import { API } from '../provider-environments.js';
import { ecKey, edKey, published, rsaKey } from './attack-keys.js';
import { type AttackedService, type ServedForge, startForgedService } from './attacked-service.js';

function newKeys() {
  return {
    rsa: rsaKey('rsa'),
    /** Published for RS256 only. */
    rs256: rsaKey('rs256'),
    /** Its public exponent is 3. */
    cubic: rsaKey('cubic', 2048, 3),
    p256: ecKey('p256', 'ES256'),
    p384: ecKey('p384', 'ES384'),
    ed: edKey('ed'),
    /** Published by the partner. */
    partner: rsaKey('partner'),
    /** Published by nobody. */
    strangerRsa: rsaKey('stranger-rsa'),
    strangerEc: ecKey('stranger-ec', 'ES256'),
  };
}

export type ResourceForge = ServedForge<keyof ReturnType<typeof newKeys>> & { readonly partnerIssuer: string };

/** The service with two issuers, several types of keys, and every family of algorithms but PS256. */
export async function startResourceServer(trap: string): Promise<AttackedService<ResourceForge>> {
  const keys = newKeys();
  const partner = await LoopbackServer.start(reply({ keys: [published(keys.partner)] }));
  const partnerIssuer = partner.url('/partner');
  const { rsa, rs256, cubic, p256, p384, ed } = keys;
  const service = await startForgedService({
    trap,
    keys,
    signer: rsa,
    published: [...[rsa, cubic, p256, p384, ed].map((key) => published(key)), published(rs256, { alg: 'RS256' })],
    variables: {
      AUTH_PROVIDERS: 'oidc,partner',
      OIDC_ALGORITHMS_oidc: 'RS256,PS384,ES256,ES384,EdDSA',
      OIDC_KIND_partner: 'oidc',
      OIDC_ISSUER_partner: partnerIssuer,
      OIDC_JWKS_URL_partner: partner.url('/jwks'),
      OIDC_AUDIENCE_partner: `${API}/partner`,
    },
  });
  return { ...service, forge: { ...service.forge, partnerIssuer }, expected: [...service.expected, partnerIssuer] };
}
