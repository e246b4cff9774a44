import { attacks, badToken, LET_IN } from './attack.js';
import type { ResourceForge } from './resource-server.js';

/** Well signed, with these claims. */
const claims = (changes: (now: ResourceForge['now']) => object) => ({
  mint: ({ token, now }: ResourceForge) => token({ claims: changes(now) }),
});
/** Well signed, with this JSON text in place of the value of `exp`. */
const expText = (text: string) => ({
  mint: (forge: ResourceForge) =>
    forge.token({ payload: JSON.stringify(forge.claims({ exp: 0 })).replace('"exp":0', `"exp":${text}`) }),
});

const over = attacks<ResourceForge>({ ...badToken('expired'), source: 'RFC 7519 §4.1.4' }, [
  { id: 'exp-past', sent: 'an expiry two minutes ago', ...claims((now) => ({ exp: now(-120) })) },
  { id: 'exp-long-past', sent: 'an expiry a year ago', ...claims((now) => ({ exp: now(-31_536_000) })) },
  { id: 'exp-zero', sent: 'expiry 0', ...claims(() => ({ exp: 0 })) },
  { id: 'exp-minus-zero', sent: 'expiry -0', ...expText('-0') },
  { id: 'exp-negative', sent: 'a negative expiry', ...claims(() => ({ exp: -1 })) },
  {
    id: 'exp-float-past',
    sent: 'an expiry with a fraction, two minutes ago',
    ...claims((now) => ({ exp: now(-120) + 0.5 })),
  },
  { id: 'exp-tiny', sent: 'an expiry of 1e-300', ...expText('1e-300') },
  {
    id: 'exp-twice',
    sent: 'exp twice, the past one last',
    source: 'RFC 7519 §4',
    mint: (forge) => forge.token({ payload: `${JSON.stringify(forge.claims()).slice(0, -1)},"exp":1}` }),
  },
]);

const noDate = attacks<ResourceForge>({ ...badToken('claim_invalid'), source: 'RFC 7519 §2' }, [
  { id: 'exp-text', sent: 'an expiry in a text', ...claims((now) => ({ exp: String(now(300)) })) },
  { id: 'exp-iso', sent: 'an ISO date', ...claims(() => ({ exp: '2999-01-01T00:00:00Z' })) },
  { id: 'exp-word', sent: 'a word', ...claims(() => ({ exp: 'never' })) },
  { id: 'exp-empty', sent: 'an empty text', ...claims(() => ({ exp: '' })) },
  { id: 'exp-null', sent: 'null', ...claims(() => ({ exp: null })) },
  { id: 'exp-true', sent: 'true', ...claims(() => ({ exp: true })) },
  { id: 'exp-false', sent: 'false', ...claims(() => ({ exp: false })) },
  { id: 'exp-list', sent: 'an expiry in a list', ...claims((now) => ({ exp: [now(300)] })) },
  { id: 'exp-object', sent: 'an object', ...claims((now) => ({ exp: { valueOf: now(300) } })) },
  { id: 'exp-infinite', sent: '1e999', ...expText('1e999') },
  { id: 'exp-minus-infinite', sent: '-1e999', ...expText('-1e999') },
  { id: 'exp-no-date', sent: 'an expiry that no date can be', source: 'ECMA-262 §21.4.1.1', ...expText('1e300') },
  { id: 'nbf-text', sent: 'a start in a text', ...claims((now) => ({ nbf: String(now()) })) },
  { id: 'nbf-null', sent: 'a start that is null', ...claims(() => ({ nbf: null })) },
  { id: 'nbf-list', sent: 'a start in a list', ...claims(() => ({ nbf: [1] })) },
  { id: 'iat-text', sent: 'an issue time in a text', ...claims((now) => ({ iat: String(now()) })) },
  { id: 'iat-null', sent: 'an issue time that is null', ...claims(() => ({ iat: null })) },
]);

const noJson = attacks<ResourceForge>({ ...badToken('malformed'), source: 'RFC 8259 §6' }, [
  { id: 'exp-nan', sent: 'NaN', ...expText('NaN') },
  { id: 'exp-infinity-word', sent: 'Infinity', ...expText('Infinity') },
  { id: 'exp-hex', sent: 'a number in hex', ...expText('0xffffffff') },
  { id: 'exp-leading-zero', sent: 'a number that begins with zeros', ...expText('009999999999') },
  { id: 'exp-plus', sent: 'a number with a plus sign', ...expText('+9999999999') },
  { id: 'exp-bigint', sent: 'a number with an n', ...expText('9999999999n') },
]);

const missing = attacks<ResourceForge>({ ...badToken('claim_missing'), source: 'RFC 9068 §2.2' }, [
  { id: 'exp-missing', sent: 'no expiry', ...claims(() => ({ exp: undefined })) },
  {
    id: 'exp-capital',
    sent: 'the claim Exp',
    source: 'RFC 7519 §10.1.1',
    ...claims((now) => ({ exp: undefined, Exp: now(300) })),
  },
  {
    id: 'exp-inherited',
    sent: 'an expiry in a prototype',
    source: 'CVE-2024-34273',
    mint: (forge) =>
      forge.token({
        payload: JSON.stringify(forge.claims({ exp: undefined })).replace('{', '{"__proto__":{"exp":9999999999},'),
      }),
  },
  { id: 'iat-missing', sent: 'no issue time', ...claims(() => ({ iat: undefined })) },
  { id: 'jti-missing', sent: 'no token id', ...claims(() => ({ jti: undefined })) },
]);

const early = attacks<ResourceForge>({ ...badToken('not_yet_valid'), source: 'RFC 7519 §4.1.5' }, [
  { id: 'nbf-future', sent: 'a start in two minutes', ...claims((now) => ({ nbf: now(120) })) },
  { id: 'nbf-never', sent: 'a start that never comes', ...claims(() => ({ nbf: 1e15 })) },
]);

const good = attacks<ResourceForge>({ ...LET_IN, source: 'RFC 7519 §4.1.4' }, [
  { id: 'exp-tolerated', sent: 'an expiry thirty seconds ago', ...claims((now) => ({ exp: now(-30) })) },
  {
    id: 'exp-float',
    sent: 'an expiry with a fraction',
    source: 'RFC 7519 §2',
    ...claims((now) => ({ exp: now(300) + 0.5 })),
  },
  { id: 'exp-exponent', sent: 'an expiry written with an exponent', source: 'RFC 8259 §6', ...expText('4.1e9') },
  { id: 'exp-far', sent: 'an expiry in the year 9999', ...claims(() => ({ exp: 253_402_300_799 })) },
  {
    id: 'nbf-tolerated',
    sent: 'a start in thirty seconds',
    source: 'RFC 7519 §4.1.5',
    ...claims((now) => ({ nbf: now(30) })),
  },
  { id: 'nbf-negative', sent: 'a negative start', source: 'RFC 7519 §4.1.5', ...claims(() => ({ nbf: -1 })) },
  {
    id: 'iat-future',
    sent: 'an issue time in an hour, which no rule is about',
    source: 'RFC 7519 §4.1.6',
    ...claims((now) => ({ iat: now(3_600) })),
  },
  {
    id: 'exp-twice-good',
    sent: 'exp twice, the good one last',
    source: 'RFC 7519 §4',
    mint: (forge) => forge.token({ payload: JSON.stringify(forge.claims()).replace('{', '{"exp":1,') }),
  },
]);

export const LIFETIMES = [...over, ...noDate, ...noJson, ...missing, ...early, ...good];
