import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { selfSigned } from '../../../../libs/auth/test/test-certificates.js';
import { attacks, badToken, LET_IN } from './attack.js';
import type { ResourceForge } from './resource-server.js';

/** A token that is signed by a stranger and says in its header where his key is to be had. */
const brought = (parameters: (forge: ResourceForge) => object) => ({
  mint: (forge: ResourceForge) => forge.token({ key: forge.keys.strangerRsa, header: parameters(forge) }),
});
const strangersJwk = ({ keys }: ResourceForge) => keys.strangerRsa.publicKey.export({ format: 'jwk' });

/** A token that is signed by the key of a certificate that nobody vouches for. */
const certified = (parameters: (certificate: X509Certificate) => object) => ({
  mint: async ({ token }: ResourceForge) => {
    const { key, cert } = await selfSigned({ commonName: 'stranger' });
    const keys = { publicKey: createPublicKey(cert), privateKey: createPrivateKey(key) };
    return token({ key: { kid: 'own', alg: 'ES256', ...keys }, header: parameters(new X509Certificate(cert)) });
  },
});
const chain = ({ raw }: X509Certificate) => [raw.toString('base64')];
const thumbprint = ({ fingerprint256 }: X509Certificate) =>
  Buffer.from(fingerprint256.replaceAll(':', ''), 'hex').toString('base64url');

const ownKid = attacks<ResourceForge>({ ...badToken('key_unknown'), source: 'RFC 8725 §3.10' }, [
  {
    id: 'jwk-own-kid',
    sent: 'a key of its own',
    source: 'CVE-2018-0114',
    ...brought((forge) => ({ jwk: strangersJwk(forge) })),
  },
  { id: 'jku-own-kid', sent: 'a key set URL of its own', ...brought(({ trap }) => ({ jku: trap })) },
  { id: 'x5u-own-kid', sent: 'a certificate URL of its own', ...brought(({ trap }) => ({ x5u: trap })) },
  { id: 'kid-url', sent: 'a kid that is a URL', ...brought(({ trap }) => ({ kid: trap })) },
  {
    id: 'iss-in-header',
    sent: 'an issuer in the header',
    source: 'RFC 7519 §5.3',
    ...brought(({ trap }) => ({ iss: trap })),
  },
  {
    id: 'jwk-url',
    sent: 'a URL for a key of its own',
    source: 'RFC 7515 §4.1.3',
    ...brought(({ trap }) => ({ jwk: trap })),
  },
  {
    id: 'x5c-own-kid',
    sent: 'a certificate of its own',
    source: 'RFC 7515 §4.1.6',
    ...certified((certificate) => ({ x5c: chain(certificate) })),
  },
  {
    id: 'x5t-own-kid',
    sent: 'a thumbprint of its own',
    source: 'RFC 7515 §4.1.8',
    ...certified((certificate) => ({ 'x5t#S256': thumbprint(certificate) })),
  },
]);

const publishedKid = attacks<ResourceForge>({ ...badToken('signature_invalid'), source: 'RFC 8725 §3.10' }, [
  {
    id: 'jwk-published-kid',
    sent: 'a key of its own under a published kid',
    source: 'CVE-2018-0114',
    ...brought((forge) => ({ kid: 'rsa', jwk: { ...strangersJwk(forge), kid: 'rsa' } })),
  },
  {
    id: 'jwk-no-kid',
    sent: 'a key of its own and no kid',
    source: 'CVE-2018-0114',
    ...brought((forge) => ({ kid: undefined, jwk: strangersJwk(forge) })),
  },
  {
    id: 'jwk-oct',
    sent: 'a shared secret of its own',
    ...brought(() => ({ kid: 'rsa', jwk: { kty: 'oct', k: 'AAAA' } })),
  },
  {
    id: 'jku-published-kid',
    sent: 'a key set URL and a published kid',
    ...brought(({ trap }) => ({ kid: 'rsa', jku: trap })),
  },
  {
    id: 'jku-userinfo',
    sent: 'a key set URL with the issuer for a user',
    ...brought(({ issuer, trap }) => ({ kid: 'rsa', jku: trap.replace('//', `//${new URL(issuer).hostname}@`) })),
  },
  {
    id: 'x5u-published-kid',
    sent: 'a certificate URL and a published kid',
    ...brought(({ trap }) => ({ kid: 'rsa', x5u: trap })),
  },
  {
    id: 'x5c-published-kid',
    sent: 'a certificate and a published kid',
    source: 'RFC 7515 §4.1.6',
    ...certified((certificate) => ({ kid: 'p256', x5c: chain(certificate) })),
  },
  {
    id: 'x5c-no-kid',
    sent: 'a certificate, its thumbprint and no kid',
    source: 'RFC 7515 §4.1.6',
    ...certified((certificate) => ({ kid: undefined, x5c: chain(certificate), 'x5t#S256': thumbprint(certificate) })),
  },
]);

/** What a token brings is passed over, also by a good one. */
const passedOver = attacks<ResourceForge>({ ...LET_IN, source: 'RFC 7515 §4' }, [
  {
    id: 'jku-good',
    sent: 'a good token with a key set URL',
    mint: ({ token, trap }) => token({ header: { jku: trap } }),
  },
  {
    id: 'x5u-good',
    sent: 'a good token with a certificate URL',
    mint: ({ token, trap }) => token({ header: { x5u: trap } }),
  },
  {
    id: 'jwk-good',
    sent: "a good token with a stranger's key",
    mint: (forge) => forge.token({ header: { jwk: strangersJwk(forge) } }),
  },
]);

export const EMBEDDED_KEYS = [...ownKid, ...publishedKid, ...passedOver];
