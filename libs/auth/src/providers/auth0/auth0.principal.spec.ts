import { settingsOf } from '../../../test/settings-of.js';
import type { Principal } from '../../passport/principal.js';
import { auth0Principal } from './auth0.principal.js';
import { auth0Trusts } from './auth0.trust.js';

const ISSUER = 'https://x.eu.auth0.com/';
const [TRUST] = auth0Trusts(settingsOf('auth0', { issuer: ISSUER, audience: 'api://students' }));

const MACHINE = {
  iss: ISSUER,
  sub: 'portero@clients',
  aud: 'api://students',
  iat: 1_700_000_000,
  exp: 1_700_086_400,
  scope: 'read:students write:students',
  gty: 'client-credentials',
  azp: 'portero',
  permissions: ['read:students', 'admin:students'],
};
const WITHOUT_CLIENT = { ...MACHINE, gty: undefined, azp: undefined };
const PERSON = {
  ...WITHOUT_CLIENT,
  sub: 'auth0|507f1f77bcf86cd799439011',
  azp: 'spa',
  scope: 'openid read:students',
  permissions: undefined,
};

const PRINCIPAL: Omit<Principal, 'claims'> = {
  kind: 'system',
  provider: 'auth0',
  issuer: ISSUER,
  subject: 'portero@clients',
  clientId: 'portero',
  permissions: new Set(['read:students', 'write:students', 'admin:students']),
  expiresAt: new Date('2023-11-15T22:13:20Z'),
};

it.each<[string, Record<string, unknown>, Partial<Principal>]>([
  ['a machine', MACHINE, {}],
  ['a machine without permissions', { ...MACHINE, scope: undefined, permissions: [] }, { permissions: new Set() }],
  ['a machine by its subject', { ...MACHINE, gty: undefined }, {}],
  ['a machine by its grant', { ...MACHINE, sub: 'portero' }, { subject: 'portero' }],
  ['a machine of the RFC 9068 profile', { ...WITHOUT_CLIENT, client_id: 'portero', jti: 'J1' }, { tokenId: 'J1' }],
  [
    'a person',
    PERSON,
    { kind: 'user', subject: PERSON.sub, clientId: 'spa', permissions: new Set(['openid', 'read:students']) },
  ],
  [
    'a person who used the password grant',
    { ...PERSON, gty: 'password' },
    { kind: 'user', subject: PERSON.sub, clientId: 'spa', permissions: new Set(['openid', 'read:students']) },
  ],
  [
    'a person whose id ends like that of a machine',
    { ...PERSON, sub: 'auth0|ada@clients' },
    { kind: 'user', subject: 'auth0|ada@clients', clientId: 'spa', permissions: new Set(['openid', 'read:students']) },
  ],
])('maps the token of %s', (_, claims, changes) => {
  expect(auth0Principal(claims, TRUST)).toEqual({ ...PRINCIPAL, ...changes, claims });
});
