import { createHmac } from 'node:crypto';
import { attacks, badToken } from './attack.js';
import type { AttackKey } from './attack-keys.js';
import type { ResourceForge } from './resource-server.js';

type Secret = (key: AttackKey) => string | Buffer;

const keyed = (secret: Secret, bits = 256) => ({
  mint: ({ token }: ResourceForge) =>
    token({
      header: { alg: `HS${bits}` },
      signature: (input, key) => createHmac(`sha${bits}`, secret(key)).update(input).digest(),
    }),
});

const spkiPem: Secret = ({ publicKey }) => publicKey.export({ type: 'spki', format: 'pem' });
const pkcs1Pem: Secret = ({ publicKey }) => publicKey.export({ type: 'pkcs1', format: 'pem' });
const jwk = ({ publicKey }: AttackKey) => publicKey.export({ format: 'jwk' });
const der = (type: 'spki' | 'pkcs1', { publicKey }: AttackKey) => publicKey.export({ type, format: 'der' });

/** RFC 4253 §6.6: a length before each member. */
function sshKey(key: AttackKey): string {
  const { e = '', n = '' } = jwk(key);
  const modulus = Buffer.concat([Buffer.of(0), Buffer.from(n, 'base64url')]);
  const members = [Buffer.from('ssh-rsa'), Buffer.from(e, 'base64url'), modulus];
  const sized = members.flatMap((member) => [Buffer.from([0, 0, member.length >> 8, member.length & 255]), member]);
  return `ssh-rsa ${Buffer.concat(sized).toString('base64')}`;
}

/** HMAC with what everybody knows of the public key. */
export const SHARED_SECRETS = attacks<ResourceForge>(
  { ...badToken('algorithm_not_allowed'), source: 'RFC 8725 §2.1' },
  [
    { id: 'hs256-spki', sent: 'HS256 keyed with the SPKI PEM', source: 'CVE-2015-9235', ...keyed(spkiPem) },
    { id: 'hs384-spki', sent: 'HS384 keyed with the SPKI PEM', source: 'CVE-2016-10555', ...keyed(spkiPem, 384) },
    { id: 'hs512-spki', sent: 'HS512 keyed with the SPKI PEM', source: 'CVE-2016-5431', ...keyed(spkiPem, 512) },
    {
      id: 'hs256-spki-trimmed',
      sent: 'HS256 keyed with the SPKI PEM without its last newline',
      ...keyed((key) => String(spkiPem(key)).trim()),
    },
    {
      id: 'hs256-spki-crlf',
      sent: 'HS256 keyed with the SPKI PEM with CR LF',
      ...keyed((key) => String(spkiPem(key)).replaceAll('\n', '\r\n')),
    },
    {
      id: 'hs256-spki-body',
      sent: 'HS256 keyed with the base64 inside the PEM',
      ...keyed((key) => der('spki', key).toString('base64')),
    },
    { id: 'hs256-pkcs1', sent: 'HS256 keyed with the PKCS #1 PEM', source: 'CVE-2017-11424', ...keyed(pkcs1Pem) },
    {
      id: 'hs256-pkcs1-trimmed',
      sent: 'HS256 keyed with the PKCS #1 PEM without its last newline',
      source: 'CVE-2023-48223',
      ...keyed((key) => String(pkcs1Pem(key)).trim()),
    },
    { id: 'hs256-der', sent: 'HS256 keyed with the SPKI DER', ...keyed((key) => der('spki', key)) },
    { id: 'hs256-der-pkcs1', sent: 'HS256 keyed with the PKCS #1 DER', ...keyed((key) => der('pkcs1', key)) },
    { id: 'hs256-ssh', sent: 'HS256 keyed with the OpenSSH key', source: 'CVE-2024-33663', ...keyed(sshKey) },
    { id: 'hs256-jwk', sent: 'HS256 keyed with the JWK', ...keyed((key) => JSON.stringify(jwk(key))) },
    { id: 'hs256-modulus', sent: 'HS256 keyed with n as it is published', ...keyed((key) => jwk(key).n ?? '') },
    {
      id: 'hs256-modulus-raw',
      sent: 'HS256 keyed with the octets of n',
      ...keyed((key) => Buffer.from(jwk(key).n ?? '', 'base64url')),
    },
    { id: 'hs256-kid', sent: 'HS256 keyed with the kid', ...keyed(({ kid }) => kid) },
    { id: 'hs256-empty', sent: 'HS256 keyed with nothing', source: 'CVE-2019-20933', ...keyed(() => '') },
    { id: 'hs256-word', sent: 'HS256 keyed with "secret"', source: 'RFC 8725 §2.2', ...keyed(() => 'secret') },
    { id: 'hs256-undefined', sent: 'HS256 keyed with "undefined"', ...keyed(() => 'undefined') },
    {
      id: 'hs256-ec',
      sent: "HS256 keyed with a P-256 key's PEM",
      source: 'CVE-2022-29217',
      mint: ({ token, keys }) =>
        token({
          key: keys.p256,
          header: { alg: 'HS256' },
          signature: (input, key) => createHmac('sha256', spkiPem(key)).update(input).digest(),
        }),
    },
  ],
);
