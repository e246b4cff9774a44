import { attacks, badToken } from './attack.js';
import { type AttackKey, i2osp, modulusOf, os2ip } from './attack-keys.js';
import { encoded } from './forge.js';
import { forgedCube } from './forged-padding.js';
import type { ResourceForge } from './resource-server.js';
import { signAs } from './sign-as.js';

type Change = (signature: Buffer, key: AttackKey, input: string) => Buffer;

/** A good signature, changed. */
const changed = (change: Change) => ({
  mint: ({ token }: ResourceForge) =>
    token({ signature: (input, key) => change(signAs('RS256', input, key.privateKey), key, input) }),
});

/** The first token of many whose signature is like this: a property of one in 256, or more. */
const found = (wanted: (signature: Buffer, key: AttackKey) => boolean, change: Change) => ({
  mint: ({ token, keys }: ResourceForge) => {
    const key = leastModulus([keys.rsa, keys.rs256, keys.cubic]);
    for (let i = 0; i < 5_000; i++) {
      let fits = false;
      const compact = token({
        key,
        signature: (input) => {
          const signature = signAs('RS256', input, key.privateKey);
          fits = wanted(signature, key);
          return fits ? change(signature, key, input) : '';
        },
      });
      if (fits) return compact;
    }
    throw new Error('No such signature was found');
  },
});

/** There is the most room above it. */
function leastModulus(keys: readonly [AttackKey, ...AttackKey[]]): AttackKey {
  return keys.reduce((least, key) => (modulusOf(key) < modulusOf(least) ? key : least));
}

const exchanged = (change: (parts: readonly [string, string, string], forge: ResourceForge) => readonly string[]) => ({
  mint: (forge: ResourceForge) => change(forge.token().split('.') as [string, string, string], forge).join('.'),
});

const MODULUS_LIMIT = 1n << 2048n;

export const SIGNATURES = attacks<ResourceForge>({ ...badToken('signature_invalid'), source: 'RFC 7515 §5.2' }, [
  {
    id: 'sig-empty',
    sent: 'an empty signature',
    source: 'CVE-2020-28042',
    mint: ({ token }) => token({ signature: () => '' }),
  },
  { id: 'sig-one-byte', sent: 'one byte', ...changed((signature) => signature.subarray(0, 1)) },
  {
    id: 'sig-truncated',
    sent: 'a signature that lacks its last byte',
    source: 'RFC 8017 §8.2.2',
    ...changed((signature) => signature.subarray(0, -1)),
  },
  {
    id: 'sig-extended',
    sent: 'a zero behind',
    source: 'RFC 8017 §8.2.2',
    ...changed((signature) => Buffer.concat([signature, Buffer.alloc(1)])),
  },
  {
    id: 'sig-zero-before',
    sent: 'a zero before',
    source: 'CVE-2020-14968',
    ...changed((signature) => Buffer.concat([Buffer.alloc(1), signature])),
  },
  { id: 'sig-twice', sent: 'the signature twice', ...changed((signature) => Buffer.concat([signature, signature])) },
  {
    id: 'sig-bit',
    sent: 'one bit changed',
    ...changed((signature) => signature.fill((signature[99] ?? 0) ^ 1, 99, 100)),
  },
  { id: 'sig-zeros', sent: 'zeros', ...changed((signature) => Buffer.alloc(signature.length)) },
  { id: 'sig-one', sent: 'the number 1', ...changed((signature) => i2osp(1n, signature.length)) },
  { id: 'sig-ones', sent: 'all bits set', ...changed((signature) => Buffer.alloc(signature.length, 255)) },
  {
    id: 'sig-modulus',
    sent: 'the modulus itself',
    source: 'RFC 8017 §5.2.2',
    ...changed((signature, key) => i2osp(modulusOf(key), signature.length)),
  },
  {
    id: 'sig-modulus-less-one',
    sent: 'the modulus less 1',
    source: 'RFC 8017 §5.2.2',
    ...changed((signature, key) => i2osp(modulusOf(key) - 1n, signature.length)),
  },
  {
    id: 'sig-negated',
    sent: 'the modulus less the signature',
    ...changed((signature, key) => i2osp(modulusOf(key) - os2ip(signature), signature.length)),
  },
  {
    id: 'sig-above-modulus',
    sent: 'the signature and the modulus added',
    source: 'RFC 8017 §5.2.2',
    ...found(
      (signature, key) => os2ip(signature) + modulusOf(key) < MODULUS_LIMIT,
      (signature, key) => i2osp(os2ip(signature) + modulusOf(key), signature.length),
    ),
  },
  {
    id: 'sig-zero-stripped',
    sent: 'a signature that begins with a zero, without it',
    source: 'RFC 8017 §8.2.2',
    ...found(
      (signature) => signature[0] === 0,
      (signature) => signature.subarray(1),
    ),
  },
  { id: 'sig-reversed', sent: 'the least byte first', ...changed((signature) => signature.reverse()) },
  { id: 'sig-hex', sent: 'the signature in hex', ...changed((signature) => Buffer.from(signature.toString('hex'))) },
  {
    id: 'sig-of-header',
    sent: 'a signature over the header alone',
    ...changed((_, key, input) => signAs('RS256', input.split('.')[0] ?? '', key.privateKey)),
  },
  {
    id: 'sig-of-payload',
    sent: 'a signature over the payload alone',
    ...changed((_, key, input) => signAs('RS256', input.split('.')[1] ?? '', key.privateKey)),
  },
  {
    id: 'sig-of-bytes',
    sent: 'a signature over the decoded parts',
    ...changed((_, key, input) =>
      signAs(
        'RS256',
        input
          .split('.')
          .map((part) => Buffer.from(part, 'base64url'))
          .join('.'),
        key.privateKey,
      ),
    ),
  },
  {
    id: 'sig-is-input',
    sent: 'the signed text for a signature',
    ...changed((_signature, _key, input) => Buffer.from(input)),
  },
  {
    id: 'sig-cube-root',
    sent: 'a cube root, made without the private key',
    source: 'CVE-2006-4339',
    mint: ({ token, keys }) => token({ key: keys.cubic, signature: (input) => forgedCube(input, 256) }),
  },
  {
    id: 'payload-swapped',
    sent: 'the payload of another token',
    ...exchanged(([header, , signature], { claims }) => [
      header,
      encoded(JSON.stringify(claims({ sub: 'other' }))),
      signature,
    ]),
  },
  {
    id: 'payload-more-scope',
    sent: 'a scope that was added',
    target: '/students',
    ...exchanged(([header, , signature], { claims }) => [
      header,
      encoded(JSON.stringify(claims({ scope: 'read:students write' }))),
      signature,
    ]),
  },
  {
    id: 'header-swapped',
    sent: 'the header of another token',
    ...exchanged(([, payload, signature]) => [
      encoded('{"kid":"rsa","alg":"RS256","typ":"at+jwt"}'),
      payload,
      signature,
    ]),
  },
  {
    id: 'sig-of-other-token',
    sent: 'the signature of another token',
    ...exchanged(([header, payload], { token }) => [header, payload, token().split('.')[2] ?? '']),
  },
]);
