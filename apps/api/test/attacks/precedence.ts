import { attacks, badToken } from './attack.js';
import type { TokenParts } from './forge.js';
import type { ResourceForge } from './resource-server.js';

/** A token with several flaws: only the first is told, and a forged one learns nothing of what a good one needs. */
const flawed = (parts: TokenParts | ((forge: ResourceForge) => TokenParts)) => ({
  mint: (forge: ResourceForge) => forge.token(typeof parts === 'function' ? parts(forge) : parts),
});

const UNSIGNED = () => '';
const FORGED = () => new Uint8Array(256);
const AUDIENCE = { aud: 'api://another' };
const EXPIRED = { exp: 1 };

export const PRECEDENCE = attacks<ResourceForge>({ ...badToken('signature_invalid'), source: 'RFC 7515 §5.2' }, [
  {
    id: 'first-signature',
    sent: 'a bad signature and another audience',
    ...flawed({ signature: FORGED, claims: AUDIENCE }),
  },
  {
    id: 'first-signature-scope',
    sent: 'a bad signature and no scope',
    target: '/students',
    ...flawed({ signature: FORGED, claims: { scope: '' } }),
  },
  {
    id: 'first-signature-jti',
    sent: 'a bad signature and no token id',
    ...flawed({ signature: FORGED, claims: { jti: undefined } }),
  },
  {
    ...badToken('key_unknown'),
    id: 'first-key',
    sent: 'an unknown kid and another audience',
    ...flawed({ header: { kid: 'x' }, claims: AUDIENCE }),
  },
  {
    ...badToken('audience_mismatch'),
    id: 'first-audience',
    sent: 'another audience and no scope',
    target: '/students',
    ...flawed({ claims: { ...AUDIENCE, scope: '' } }),
  },
  {
    ...badToken('issuer_unknown'),
    id: 'first-issuer',
    sent: 'an unknown issuer, unsigned, expired',
    ...flawed({ header: { alg: 'none' }, claims: { iss: 'x', ...EXPIRED }, signature: UNSIGNED }),
  },
  {
    ...badToken('type_not_allowed'),
    id: 'first-type',
    sent: 'no type, and unsigned',
    ...flawed({ header: { alg: 'none', typ: undefined }, signature: UNSIGNED }),
  },
  {
    ...badToken('algorithm_not_allowed'),
    id: 'first-algorithm',
    sent: 'unsigned and expired',
    ...flawed({ header: { alg: 'none' }, claims: EXPIRED, signature: UNSIGNED }),
  },
  {
    ...badToken('malformed'),
    id: 'first-critical',
    sent: 'a critical extension, and expired',
    ...flawed({ header: { crit: ['x'] }, claims: EXPIRED }),
  },
  {
    ...badToken('claim_missing'),
    id: 'first-claim',
    sent: 'no client, and a bad signature',
    ...flawed({ claims: { client_id: undefined }, signature: FORGED }),
  },
  {
    ...badToken('claim_invalid'),
    id: 'first-claim-type',
    sent: 'an expiry in a text, and a bad signature',
    ...flawed({ claims: { exp: '1' }, signature: FORGED }),
  },
  {
    ...badToken('expired'),
    id: 'first-expiry',
    sent: 'expired, an unknown kid, and a bad signature',
    ...flawed({ header: { kid: 'x' }, claims: EXPIRED, signature: FORGED }),
  },
  {
    ...badToken('not_yet_valid'),
    id: 'first-start',
    sent: 'a start in an hour, and a bad signature',
    ...flawed(({ now }) => ({ claims: { nbf: now(3_600) }, signature: FORGED })),
  },
]);
