import { tokenEndpointOf } from '../../test/token-endpoint-of.js';
import { cacheKey } from './cache-key.js';

const ENDPOINT = tokenEndpointOf();
const PARAMETERS = { scope: 'read write', audience: 'api://students' };
const KEY = cacheKey(ENDPOINT, PARAMETERS);

it('is the same for the same request', () => {
  expect(cacheKey(tokenEndpointOf(), { ...PARAMETERS })).toBe(KEY);
});

it.each([
  ['another order of the scope (RFC 6749 §3.3)', { ...PARAMETERS, scope: 'write read' }],
  ['a scope said twice', { ...PARAMETERS, scope: 'read write read' }],
  ['another order of the parameters', { audience: 'api://students', scope: 'read write' }],
])('is the same with %s', (_, parameters) => {
  expect(cacheKey(ENDPOINT, parameters)).toBe(KEY);
});

it.each([
  ['another scope', { ...PARAMETERS, scope: 'read' }],
  ['a scope in one word', { ...PARAMETERS, scope: 'readwrite' }],
  ['no scope', { audience: 'api://students' }],
  ['another audience', { ...PARAMETERS, audience: 'api://teachers' }],
  ['the audience as resource', { scope: 'read write', resource: 'api://students' }],
  ['one more parameter', { ...PARAMETERS, resource: 'api://students' }],
])('differs with %s (F-C28)', (_, parameters) => {
  expect(cacheKey(ENDPOINT, parameters)).not.toBe(KEY);
});

it('differs with the order of words that are no scope', () => {
  expect(cacheKey(ENDPOINT, { audience: 'a b' })).not.toBe(cacheKey(ENDPOINT, { audience: 'b a' }));
});

it.each([
  ['another provider', tokenEndpointOf({ provider: 'partner' })],
  ['another issuer, such as another tenant', tokenEndpointOf({ issuer: 'https://op.example/other' })],
  ['another token endpoint', tokenEndpointOf({ fixedUrl: 'https://op.example/other/token' })],
  ['another client', tokenEndpointOf({ client: { id: 'other' } })],
  ['another authentication method', tokenEndpointOf({ client: { method: 'client_secret_basic' } })],
])('differs with %s (F-C28)', (_, endpoint) => {
  expect(cacheKey(endpoint, PARAMETERS)).not.toBe(KEY);
});

it('is the one of earlier versions for a token that is bound to no key: a shared store keeps its tokens', () => {
  expect(KEY).toBe('LxsRDMIk2BtwHihpYia9pc_1drD27xnu2Eev4CZ-NQc');
});

it('differs with the key that the token is bound to (RFC 9449)', () => {
  const keys = [KEY, cacheKey(ENDPOINT, PARAMETERS, 'one'), cacheKey(ENDPOINT, PARAMETERS, 'two')];
  expect(new Set(keys).size).toBe(3);
  expect(cacheKey(ENDPOINT, PARAMETERS, 'one')).toBe(keys[1]);
});

it('is a hash: it names nothing of what it stands for', () => {
  expect(KEY).toMatch(/^[\w-]{43}$/);
});

it('does not change with the secret: a rotation keeps good tokens', () => {
  expect(cacheKey(tokenEndpointOf({ client: { read: async () => 'next' } }), PARAMETERS)).toBe(KEY);
});
