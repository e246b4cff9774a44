import { attacks, badToken, LET_IN, NO_PERMISSION } from './attack.js';
import { encoded, type TokenParts } from './forge.js';
import type { ResourceForge } from './resource-server.js';

type Parts = [header: string, payload: string, signature: string];

/** A token that was let in at `/products` a moment ago, written in another way. */
const after = (write: (parts: Parts, forge: ResourceForge) => string, honest: TokenParts = {}) => ({
  mint: async (forge: ResourceForge) => {
    const token = forge.token(honest);
    await forge.present(token);
    return write(token.split('.') as Parts, forge);
  },
});

const NONE = encoded('{"alg":"none","typ":"at+jwt"}');
const REORDERED = encoded('{"kid":"rsa","typ":"at+jwt","alg":"RS256"}');

/** A verified token is remembered whole, or not at all. */
export const REMEMBERED = attacks<ResourceForge>({ ...badToken('signature_invalid'), source: 'RFC 7515 §5.2' }, [
  { id: 'again-empty', sent: 'no signature any more', ...after(([h, p]) => `${h}.${p}.`) },
  { id: 'again-cut', sent: 'half of the signature', ...after(([h, p, s]) => `${h}.${p}.${s.slice(0, 172)}`) },
  {
    id: 'again-other',
    sent: 'the signature of another token',
    ...after(([h, p], { token }) => `${h}.${p}.${token().split('.')[2]}`),
  },
  { id: 'again-header', sent: 'the header in another order', ...after(([, p, s]) => `${REORDERED}.${p}.${s}`) },
  {
    id: 'again-payload',
    sent: 'another payload',
    ...after(([h, , s], { claims }) => `${h}.${encoded(JSON.stringify(claims()))}.${s}`),
  },
  {
    ...badToken('algorithm_not_allowed'),
    id: 'again-none',
    sent: 'alg none over the same payload',
    source: 'RFC 8725 §3.2',
    ...after(([, p]) => `${NONE}.${p}.`),
  },
  {
    ...badToken('malformed'),
    id: 'again-padded',
    sent: 'padding behind',
    source: 'jose takes padding',
    ...after((parts) => `${parts.join('.')}==`),
  },
  {
    ...badToken('malformed'),
    id: 'again-part',
    sent: 'a part more',
    source: 'CVE-2019-18848',
    ...after((parts) => `${parts.join('.')}.x`),
  },
  {
    ...NO_PERMISSION,
    id: 'again-elsewhere',
    sent: 'the same at a route that wants more',
    source: 'RFC 6750 §3.1',
    target: '/students',
    ...after((parts) => parts.join('.'), { claims: { scope: 'openid' } }),
  },
  { ...LET_IN, id: 'again-same', sent: 'the same', source: 'RFC 6750 §2.1', ...after((parts) => parts.join('.')) },
]);
