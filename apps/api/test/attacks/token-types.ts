import { CLIENT } from '../provider-environments.js';
import { attacks, badToken, LET_IN } from './attack.js';
import type { ResourceForge } from './resource-server.js';

const typed = (typ: unknown, more: object = {}, claims: object = {}) => ({
  mint: ({ token }: ResourceForge) => token({ header: { typ, ...more }, claims }),
});

const LOGOUT = { events: { 'http://schemas.openid.net/event/backchannel-logout': {} } };

const others = attacks<ResourceForge>({ ...badToken('type_not_allowed'), source: 'RFC 9068 §4' }, [
  { id: 'typ-missing', sent: 'no type', ...typed(undefined) },
  { id: 'typ-jwt', sent: 'JWT', ...typed('JWT') },
  { id: 'typ-empty', sent: 'an empty type', ...typed('') },
  { id: 'typ-null', sent: 'a type that is null', ...typed(null) },
  { id: 'typ-number', sent: 'a type that is a number', ...typed(7) },
  { id: 'typ-object', sent: 'a type that is an object', ...typed({}) },
  { id: 'typ-list', sent: 'the type in a list', ...typed(['at+jwt']) },
  { id: 'typ-none', sent: 'the word none', ...typed('none') },
  { id: 'typ-blank', sent: 'the type and a blank', ...typed('at+jwt ') },
  { id: 'typ-longer', sent: 'a type that begins alike', ...typed('at+jwt+x') },
  {
    id: 'typ-parameter',
    sent: 'the type with a parameter',
    source: 'RFC 7515 §4.1.9',
    ...typed('application/at+jwt;a=b'),
  },
  {
    id: 'typ-application-twice',
    sent: 'application/ twice',
    source: 'RFC 7515 §4.1.9',
    ...typed('application/application/at+jwt'),
  },
  { id: 'typ-other-tree', sent: 'another media type', source: 'RFC 7515 §4.1.9', ...typed('text/at+jwt') },
  {
    id: 'typ-id-token',
    sent: 'an ID token',
    source: 'RFC 8725 §3.12',
    ...typed('JWT', {}, { aud: CLIENT, nonce: 'n', at_hash: 'h', azp: CLIENT, auth_time: 1 }),
  },
  {
    id: 'typ-logout',
    sent: 'a logout token',
    source: 'OpenID Connect Back-Channel Logout §2.4',
    ...typed('logout+jwt', {}, LOGOUT),
  },
  { id: 'typ-secevent', sent: 'a security event', source: 'RFC 8417 §2.3', ...typed('secevent+jwt', {}, LOGOUT) },
  {
    id: 'typ-dpop',
    sent: 'a DPoP proof',
    source: 'RFC 9449 §4.2',
    ...typed('dpop+jwt', {}, { htm: 'GET', htu: 'http://localhost/products' }),
  },
  {
    id: 'typ-client-assertion',
    sent: 'a client assertion',
    source: 'RFC 7523 §3',
    ...typed('client-authentication+jwt', {}, { iss: CLIENT }),
    ...badToken('issuer_unknown'),
  },
  { id: 'typ-refresh', sent: 'a refresh token', source: 'RFC 8725 §3.11', ...typed('rt+jwt') },
  {
    id: 'typ-introspection',
    sent: 'an introspection response',
    source: 'RFC 9701 §8.1',
    ...typed('token-introspection+jwt'),
  },
  { id: 'typ-request-object', sent: 'a request object', source: 'RFC 9101 §10.8', ...typed('oauth-authz-req+jwt') },
  {
    id: 'typ-cty-only',
    sent: 'the type in cty',
    source: 'RFC 7515 §4.1.10',
    ...typed('JWT', { cty: 'at+jwt' }),
  },
]);

const nested = attacks<ResourceForge>({ ...badToken('malformed'), source: 'RFC 7519 §5.2' }, [
  {
    id: 'nested',
    sent: 'a good token inside a signed one',
    mint: ({ token }) => token({ header: { cty: 'JWT' }, payload: token() }),
  },
  {
    id: 'nested-quoted',
    sent: 'a good token as a JSON text inside a signed one',
    mint: ({ token }) => token({ header: { cty: 'JWT' }, payload: JSON.stringify(token()) }),
  },
]);

const good = attacks<ResourceForge>({ ...LET_IN, source: 'RFC 9068 §2.1' }, [
  { id: 'typ-application', sent: 'application/at+jwt', ...typed('application/at+jwt') },
  { id: 'typ-capitals', sent: 'AT+JWT', source: 'RFC 7515 §4.1.9', ...typed('AT+JWT') },
  {
    id: 'typ-application-capitals',
    sent: 'Application/AT+JWT',
    source: 'RFC 7515 §4.1.9',
    ...typed('Application/AT+JWT'),
  },
]);

export const TOKEN_TYPES = [...others, ...nested, ...good];
