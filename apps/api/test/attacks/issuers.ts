import { API } from '../provider-environments.js';
import { attacks, badToken, LET_IN } from './attack.js';
import type { ResourceForge } from './resource-server.js';

/** Well signed, by the issuer that is trusted, but under this name. */
const iss = (name: (issuer: string, forge: ResourceForge) => unknown) => ({
  mint: (forge: ResourceForge) => forge.token({ claims: { iss: name(forge.issuer, forge) } }),
});

const unknown = attacks<ResourceForge>({ ...badToken('issuer_unknown'), source: 'RFC 7519 §4.1.1' }, [
  { id: 'iss-other', sent: 'another issuer', ...iss(() => 'https://evil.example/') },
  { id: 'iss-trap', sent: 'an issuer on this machine', source: 'RFC 8725 §3.10', ...iss((_, { trap }) => trap) },
  { id: 'iss-empty', sent: 'an empty name', ...iss(() => '') },
  { id: 'iss-null', sent: 'null', ...iss(() => null) },
  { id: 'iss-number', sent: 'a number', ...iss(() => 0) },
  { id: 'iss-object', sent: 'an object', ...iss((issuer) => ({ toString: issuer })) },
  { id: 'iss-list', sent: 'the issuer in a list', source: 'CVE-2025-30144', ...iss((issuer) => [issuer]) },
  {
    id: 'iss-list-two',
    sent: 'the issuer and another in a list',
    source: 'CVE-2025-30144',
    ...iss((issuer) => ['https://evil.example/', issuer]),
  },
  {
    id: 'iss-substring',
    sent: 'a part of the issuer',
    source: 'CVE-2024-53861',
    ...iss((issuer) => issuer.slice(0, -1)),
  },
  {
    id: 'iss-longer',
    sent: 'the issuer and more',
    source: 'CVE-2024-53861',
    ...iss((issuer) => `${issuer}.evil.example`),
  },
  {
    id: 'iss-inside',
    sent: 'the issuer as a query',
    source: 'CVE-2024-53861',
    ...iss((issuer) => `https://evil.example/?${issuer}`),
  },
  { id: 'iss-slash', sent: 'a slash behind', source: 'RFC 9068 §4', ...iss((issuer) => `${issuer}/`) },
  { id: 'iss-capitals', sent: 'capitals', source: 'RFC 7519 §2', ...iss((issuer) => issuer.toUpperCase()) },
  { id: 'iss-scheme', sent: 'https in place of http', ...iss((issuer) => issuer.replace('http:', 'https:')) },
  {
    id: 'iss-host',
    sent: 'another name of the same host',
    ...iss((issuer) => issuer.replace('127.0.0.1', 'localhost')),
  },
  { id: 'iss-port', sent: 'no port', ...iss((issuer) => issuer.replace(/:\d+/, '')) },
  { id: 'iss-userinfo', sent: 'a user before the host', ...iss((issuer) => issuer.replace('//', '//user@')) },
  {
    id: 'iss-evil-host',
    sent: 'the host as the user of another',
    ...iss((issuer) => issuer.replace('/op', '@evil.example/op')),
  },
  { id: 'iss-dots', sent: 'dots in the path', ...iss((issuer) => `${issuer}/../op`) },
  { id: 'iss-percent', sent: 'a letter in percent encoding', ...iss((issuer) => issuer.replace('op', '%6fp')) },
  { id: 'iss-fragment', sent: 'a fragment', ...iss((issuer) => `${issuer}#`) },
  { id: 'iss-null-byte', sent: 'a null byte behind', ...iss((issuer) => `${issuer}\0`) },
  { id: 'iss-newline', sent: 'a newline behind', ...iss((issuer) => `${issuer}\n`) },
  { id: 'iss-blank', sent: 'a blank before', ...iss((issuer) => ` ${issuer}`) },
  {
    id: 'iss-homograph',
    sent: 'a Cyrillic letter',
    source: 'RFC 7519 §2',
    ...iss((issuer) => issuer.replace('op', '\u043ep')),
  },
  { id: 'iss-proto', sent: '__proto__', source: 'CVE-2024-34273', ...iss(() => '__proto__') },
  { id: 'iss-constructor', sent: 'constructor', source: 'CVE-2024-34273', ...iss(() => 'constructor') },
  {
    id: 'iss-nested',
    sent: 'lists in lists',
    source: 'CWE-674',
    mint: ({ token }) => token({ payload: `{"iss":${'['.repeat(31)}${']'.repeat(31)}}` }),
  },
  {
    id: 'iss-twice',
    sent: 'iss twice, the unknown one last',
    source: 'RFC 7519 §4',
    mint: (forge) =>
      forge.token({ payload: `${JSON.stringify(forge.claims()).slice(0, -1)},"iss":"https://evil.example/"}` }),
  },
]);

const others = attacks<ResourceForge>({ ...badToken('claim_missing'), source: 'RFC 9068 §2.2' }, [
  { id: 'iss-missing', sent: 'no issuer', ...iss(() => undefined) },
  {
    id: 'iss-capital',
    sent: 'the claim ISS',
    source: 'RFC 7519 §10.1.1',
    mint: (forge) => forge.token({ claims: { iss: undefined, ISS: forge.issuer } }),
  },
  {
    id: 'iss-inherited',
    sent: 'an issuer in a prototype',
    source: 'CVE-2024-34273',
    mint: (forge) =>
      forge.token({
        payload: JSON.stringify(forge.claims({ iss: undefined })).replace(
          '{',
          `{"__proto__":{"iss":"${forge.issuer}"},`,
        ),
      }),
  },
  {
    ...badToken('audience_mismatch'),
    id: 'iss-partner-audience',
    sent: "the partner's token for an audience of the first issuer",
    source: 'RFC 8725 §3.9',
    mint: ({ token, keys, partnerIssuer }) => token({ key: keys.partner, claims: { iss: partnerIssuer } }),
  },
  {
    ...badToken('audience_mismatch'),
    id: 'iss-first-audience',
    sent: 'a token for the audience of the partner',
    source: 'RFC 8725 §3.9',
    mint: ({ token }) => token({ claims: { aud: `${API}/partner` } }),
  },
  {
    ...LET_IN,
    id: 'iss-partner-good',
    sent: "the partner's own token",
    source: 'RFC 9068 §4',
    mint: ({ token, keys, partnerIssuer }) =>
      token({ key: keys.partner, claims: { iss: partnerIssuer, aud: `${API}/partner` } }),
  },
]);

export const ISSUERS = [...unknown, ...others];
