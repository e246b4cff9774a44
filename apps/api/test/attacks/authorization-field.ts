import { attacks, LET_IN, NO_CREDENTIALS, NO_HTTP, REQUEST_MALFORMED } from './attack.js';
import type { ResourceForge } from './resource-server.js';

/** A good token, written into the field in some way. */
const field = (value: (token: string) => string) => ({
  send: ({ token }: ResourceForge) => ({ fields: [`Authorization: ${value(token())}`] }),
});
const fields = (...lines: readonly string[]) => ({ send: () => ({ fields: lines }) });

const otherSchemes = attacks<ResourceForge>({ ...NO_CREDENTIALS, source: 'RFC 6750 §3.1' }, [
  { id: 'field-none', sent: 'no field', ...fields() },
  { id: 'scheme-basic', sent: 'another scheme', ...fields('Authorization: Basic dTpw') },
  { id: 'scheme-basic-token', sent: 'a token as Basic', ...field((token) => `Basic ${token}`) },
  { id: 'scheme-alone', sent: 'another scheme alone', ...fields('Authorization: Negotiate') },
  { id: 'scheme-digest', sent: 'a digest', ...fields('Authorization: Digest username="x", realm="y"') },
  { id: 'scheme-longer', sent: 'a scheme that begins alike', ...field((token) => `BearerX ${token}`) },
  { id: 'scheme-shorter', sent: 'a scheme that is cut', ...field((token) => `Beare ${token}`) },
  { id: 'scheme-token', sent: 'the scheme Token', ...field((token) => `Token ${token}`) },
  { id: 'scheme-jwt', sent: 'the scheme JWT', ...field((token) => `JWT ${token}`) },
  { id: 'schemes-mixed', sent: 'Basic and Bearer in a list', ...field((token) => `Basic dTpw, Bearer ${token}`) },
  { id: 'scheme-missing', sent: 'a token without a scheme', ...field((token) => token) },
  { id: 'scheme-glued', sent: 'the scheme and no blank', ...field((token) => `Bearer${token}`) },
]);

const broken = attacks<ResourceForge>({ ...REQUEST_MALFORMED, source: 'RFC 6750 §2.1' }, [
  { id: 'field-empty', sent: 'an empty field', ...fields('Authorization:') },
  { id: 'field-blanks', sent: 'blanks', ...fields('Authorization:    ') },
  { id: 'token-missing', sent: 'the scheme without a token', ...fields('Authorization: Bearer') },
  { id: 'token-blank', sent: 'the scheme and a blank', ...fields('Authorization: Bearer ') },
  { id: 'token-comma-first', sent: 'a comma before the token', ...field((token) => `Bearer , ${token}`) },
  { id: 'tokens-blank', sent: 'two tokens with a blank between', ...field((token) => `Bearer ${token} ${token}`) },
  { id: 'tokens-comma', sent: 'two tokens with a comma between', ...field((token) => `Bearer ${token},${token}`) },
  { id: 'schemes-comma', sent: 'two credentials in a list', ...field((token) => `Bearer ${token}, Bearer ${token}`) },
  { id: 'scheme-twice', sent: 'the scheme twice', ...field((token) => `Bearer Bearer ${token}`) },
  { id: 'scheme-colon', sent: 'a colon after the scheme', ...field((token) => `Bearer: ${token}`) },
  { id: 'scheme-equals', sent: 'an equals sign after the scheme', ...field((token) => `Bearer=${token}`) },
  { id: 'scheme-after-colon', sent: 'a colon before the scheme', ...field((token) => `: Bearer ${token}`) },
  { id: 'scheme-quoted', sent: 'a quoted scheme', ...field((token) => `"Bearer" ${token}`) },
  { id: 'token-parameter', sent: 'the token as a parameter', ...field((token) => `Bearer token="${token}"`) },
  { id: 'token-quoted', sent: 'a quoted token', ...field((token) => `Bearer "${token}"`) },
  { id: 'token-single-quoted', sent: 'single quotes', ...field((token) => `Bearer '${token}'`) },
  { id: 'token-angled', sent: 'angle brackets, as in the documentation', ...field((token) => `Bearer <${token}>`) },
  { id: 'token-braces', sent: 'a template that was not filled in', ...fields('Authorization: Bearer {{token}}') },
  { id: 'token-tab', sent: 'a tab for the blank', ...field((token) => `Bearer\t${token}`) },
  { id: 'token-blank-tab', sent: 'a blank and a tab', ...field((token) => `Bearer \t${token}`) },
  { id: 'token-semicolon', sent: 'a semicolon behind', ...field((token) => `Bearer ${token};`) },
  { id: 'token-latin1', sent: 'a letter that is not ASCII', ...field((token) => `Bearer \xe9${token}`) },
  { id: 'token-nbsp', sent: 'a no-break space for the blank', ...field((token) => `Bearer\xa0${token}`) },
  { id: 'token-percent', sent: 'percent signs', ...field((token) => `Bearer ${token.replaceAll('.', '%2E')}`) },
  {
    id: 'token-padded-inside',
    sent: 'padding in the middle',
    ...field((token) => `Bearer ${token.replace('.', '=.')}`),
  },
  {
    id: 'token-dots-blank',
    sent: 'blanks around the dots',
    ...field((token) => `Bearer ${token.replaceAll('.', ' . ')}`),
  },
]);

const severalFields = attacks<ResourceForge>({ ...REQUEST_MALFORMED, source: 'RFC 9110 §5.3' }, [
  {
    id: 'fields-two',
    sent: 'the same field twice',
    send: ({ token }) => ({ fields: Array(2).fill(`Authorization: Bearer ${token()}`) }),
  },
  {
    id: 'fields-good-first',
    sent: 'a good token, then an empty field',
    send: ({ token }) => ({ fields: [`Authorization: Bearer ${token()}`, 'Authorization:'] }),
  },
  {
    id: 'fields-basic-first',
    sent: 'Basic, then a good token under another case',
    send: ({ token }) => ({ fields: ['Authorization: Basic dTpw', `AUTHORIZATION: Bearer ${token()}`] }),
  },
]);

const brokenHttp = attacks<ResourceForge>({ ...NO_HTTP, source: 'RFC 9112 §5' }, [
  { id: 'http-null', sent: 'a null byte', ...field((token) => `Bearer ${token}\0`) },
  { id: 'http-lone-cr', sent: 'a carriage return', ...field((token) => `Bearer ${token}\rX: y`) },
  {
    id: 'http-blank-name',
    sent: 'a blank before the colon',
    send: ({ token }) => ({ fields: [`Authorization : Bearer ${token()}`] }),
  },
  { id: 'http-folded', sent: 'a folded field', source: 'RFC 9112 §5.2', ...field((token) => `Bearer\r\n ${token}`) },
  {
    id: 'http-too-large',
    sent: 'a field of 20 KB',
    ...field(() => `Bearer ${'a'.repeat(20_000)}`),
    status: 431,
    reason: 'headers_too_large',
  },
]);

const goodFields = attacks<ResourceForge>({ ...LET_IN, source: 'RFC 9110 §11.1' }, [
  { id: 'scheme-lower', sent: 'the scheme in lower case', ...field((token) => `bearer ${token}`) },
  { id: 'scheme-upper', sent: 'the scheme in capitals', ...field((token) => `BEARER ${token}`) },
  { id: 'blanks-several', sent: 'several blanks', source: 'RFC 6750 §2.1', ...field((token) => `Bearer    ${token}`) },
  {
    id: 'blanks-around',
    sent: 'white space around',
    source: 'RFC 9110 §5.5',
    ...field((token) => ` \tBearer ${token}\t `),
  },
  {
    id: 'name-case',
    sent: 'the name in odd case',
    source: 'RFC 9110 §5.1',
    send: ({ token }) => ({ fields: [`aUTHORIZATION: Bearer ${token()}`] }),
  },
]);

export const AUTHORIZATION_FIELD = [...otherSchemes, ...broken, ...severalFields, ...brokenHttp, ...goodFields];
