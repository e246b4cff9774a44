import { sign } from 'node:crypto';
import { attacks, badToken, LET_IN } from './attack.js';
import { i2osp, os2ip, P256_ORDER } from './attack-keys.js';
import type { ResourceForge } from './resource-server.js';
import { signAs } from './sign-as.js';

const numbers = (r: bigint, s: bigint) => ({
  mint: ({ token, keys }: ResourceForge) =>
    token({ key: keys.p256, signature: () => Buffer.concat([i2osp(r, 32), i2osp(s, 32)]) }),
});

/** A good signature, changed. */
const changed = (change: (r: Buffer, s: Buffer) => readonly Uint8Array[]) => ({
  mint: ({ token, keys }: ResourceForge) =>
    token({
      key: keys.p256,
      signature: (input, { privateKey }) => {
        const signature = signAs('ES256', input, privateKey);
        return Buffer.concat(change(signature.subarray(0, 32), signature.subarray(32)));
      },
    }),
});

const zero = Buffer.alloc(1);

/** RFC 8032 §5.1: L. */
const ED25519_ORDER = (1n << 252n) + 27742317777372353535851937790883648493n;

export const ECDSA_SIGNATURES = attacks<ResourceForge>({ ...badToken('signature_invalid'), source: 'RFC 7518 §3.4' }, [
  { id: 'ec-zeros', sent: 'r and s zero', source: 'CVE-2022-21449', ...numbers(0n, 0n) },
  { id: 'ec-r-zero', sent: 'r zero', source: 'CVE-2022-21449', ...numbers(0n, 1n) },
  { id: 'ec-s-zero', sent: 's zero', source: 'CVE-2022-21449', ...numbers(1n, 0n) },
  { id: 'ec-ones', sent: 'r and s one', source: 'Wycheproof ecdsa_secp256r1_sha256_p1363', ...numbers(1n, 1n) },
  { id: 'ec-orders', sent: 'r and s the order', source: 'CVE-2022-21449', ...numbers(P256_ORDER, P256_ORDER) },
  {
    id: 'ec-r-order',
    sent: 'r the order, s one',
    source: 'Wycheproof ecdsa_secp256r1_sha256_p1363',
    ...numbers(P256_ORDER, 1n),
  },
  {
    id: 'ec-order-less-one',
    sent: 'r and s the order less 1',
    source: 'Wycheproof ecdsa_secp256r1_sha256_p1363',
    ...numbers(P256_ORDER - 1n, P256_ORDER - 1n),
  },
  {
    id: 'ec-high',
    sent: 'all bits set',
    source: 'Wycheproof ecdsa_secp256r1_sha256_p1363',
    ...numbers((1n << 256n) - 1n, (1n << 256n) - 1n),
  },
  { id: 'ec-r-negated', sent: 'the order less r', ...changed((r, s) => [i2osp(P256_ORDER - os2ip(r), 32), s]) },
  { id: 'ec-swapped', sent: 's before r', ...changed((r, s) => [s, r]) },
  { id: 'ec-empty', sent: 'nothing', source: 'CVE-2020-28042', ...changed(() => []) },
  { id: 'ec-short', sent: '63 bytes', ...changed((r, s) => [r, s.subarray(1)]) },
  { id: 'ec-long', sent: '65 bytes', ...changed((r, s) => [r, s, zero]) },
  {
    id: 'ec-zero-before-each',
    sent: 'a zero before r and before s',
    source: 'CVE-2020-13822',
    ...changed((r, s) => [zero, r, zero, s]),
  },
  { id: 'ec-r-only', sent: 'r alone', ...changed((r) => [r]) },
  {
    id: 'ec-padded-384',
    sent: 'r and s in 48 bytes each',
    ...changed((r, s) => [Buffer.alloc(16), r, Buffer.alloc(16), s]),
  },
  {
    id: 'ec-der',
    sent: 'a signature in DER',
    source: 'Wycheproof json_web_signature',
    mint: ({ token, keys }) =>
      token({ key: keys.p256, signature: (input, { privateKey }) => sign('sha256', Buffer.from(input), privateKey) }),
  },
  {
    id: 'ec-other-digest',
    sent: 'a signature over a SHA-512 digest',
    mint: ({ token, keys }) =>
      token({ key: keys.p256, signature: (input, { privateKey }) => signAs('ES512', input, privateKey) }),
  },
  {
    id: 'ec-384-zeros',
    sent: 'r and s zero on P-384',
    source: 'CVE-2022-21449',
    mint: ({ token, keys }) => token({ key: keys.p384, signature: () => Buffer.alloc(96) }),
  },
  {
    id: 'ed-zeros',
    sent: 'zeros for Ed25519',
    source: 'RFC 8032 §5.1.7',
    mint: ({ token, keys }) => token({ key: keys.ed, signature: () => Buffer.alloc(64) }),
  },
  {
    id: 'ed-identity',
    sent: 'the neutral point and zero for Ed25519',
    source: 'RFC 8032 §5.1.7',
    mint: ({ token, keys }) =>
      token({ key: keys.ed, signature: () => Buffer.concat([Buffer.of(1), Buffer.alloc(63)]) }),
  },
  {
    id: 'ed-above-order',
    sent: 's and the order added for Ed25519',
    source: 'RFC 8032 §5.1.7, Wycheproof ed25519',
    mint: ({ token, keys }) =>
      token({
        key: keys.ed,
        signature: (input, { privateKey }) => {
          const signature = signAs('EdDSA', input, privateKey);
          const s = os2ip(Buffer.from(signature.subarray(32)).reverse());
          return Buffer.concat([signature.subarray(0, 32), i2osp(s + ED25519_ORDER, 32).reverse()]);
        },
      }),
  },
  {
    ...LET_IN,
    id: 'ec-s-negated',
    sent: 'the order less s, which is a signature too',
    source: 'RFC 7518 §3.4',
    ...changed((r, s) => [r, i2osp(P256_ORDER - os2ip(s), 32)]),
  },
]);
