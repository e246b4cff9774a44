import { settingsOf } from '../../../test/settings-of.js';
import type { Principal } from '../../passport/principal.js';
import { azurePrincipal } from './azure.principal.js';
import { azureTrusts } from './azure.trust.js';

const TENANT = '11111111-2222-4333-8444-555555555555';
const CLIENT = 'cccccccc-2222-4333-8444-555555555555';
const OBJECT = 'dddddddd-2222-4333-8444-555555555555';
const API_ID = '7c2f6d0e-5a0b-4f5c-9d3e-2b8a1c4e6f90';

const [V2, V1] = azureTrusts(
  settingsOf('azure', { issuer: `https://login.microsoftonline.com/${TENANT}/v2.0`, audience: API_ID }),
);

const times = { iat: 1_700_000_000, nbf: 1_700_000_000, exp: 1_700_003_900 };

const APP_V2 = {
  ...times,
  aud: API_ID,
  iss: V2.issuer,
  aio: 'E2VgYPC',
  azp: CLIENT,
  azpacr: '1',
  oid: OBJECT,
  rh: '0.AX',
  roles: ['read:students', 'write:students'],
  sub: OBJECT,
  tid: TENANT,
  uti: 'AbCdEfGhIjKlMnOpQrStUv',
  ver: '2.0',
};

const { azp, azpacr, ...SHARED } = APP_V2;
const APP_V1 = {
  ...SHARED,
  aud: `api://${API_ID}`,
  iss: V1?.issuer,
  appid: azp,
  appidacr: azpacr,
  idp: V1?.issuer,
  ver: '1.0',
};

const PERSON = { ...APP_V2, roles: undefined, scp: 'read:students profile', sub: 'pairwise-subject', name: 'Ada' };

const PRINCIPAL: Omit<Principal, 'claims'> = {
  kind: 'system',
  provider: 'azure',
  issuer: V2.issuer,
  subject: OBJECT,
  clientId: CLIENT,
  permissions: new Set(['read:students', 'write:students']),
  tenant: TENANT,
  clientAuth: 'secret',
  tokenId: 'AbCdEfGhIjKlMnOpQrStUv',
  expiresAt: new Date('2023-11-14T23:18:20Z'),
};

it.each<[string, Record<string, unknown>, Partial<Principal>]>([
  ['an application', APP_V2, {}],
  ['an application without roles', { ...APP_V2, roles: undefined }, { permissions: new Set() }],
  ['an application with a certificate', { ...APP_V2, azpacr: '2' }, { clientAuth: 'certificate' }],
  ['an application that tells nothing of its proof', { ...APP_V2, azpacr: undefined }, { clientAuth: undefined }],
  ...['toString', '__proto__', 1, ['1'], { toString: 1 }, null].map(
    (azpacr): [string, Record<string, unknown>, Partial<Principal>] => [
      `an application whose azpacr is ${JSON.stringify(azpacr)}`,
      { ...APP_V2, azpacr },
      { clientAuth: undefined },
    ],
  ),
  ['an application with idtyp', { ...APP_V2, idtyp: 'app', sub: 'other' }, { subject: 'other' }],
  [
    'a person',
    PERSON,
    { kind: 'user', subject: 'pairwise-subject', permissions: new Set(['read:students', 'profile']) },
  ],
  [
    'a person with a role too',
    { ...PERSON, roles: ['admin'] },
    { kind: 'user', subject: 'pairwise-subject', permissions: new Set(['read:students', 'profile', 'admin']) },
  ],
  [
    'a person at a public client',
    { ...PERSON, azpacr: '0' },
    {
      kind: 'user',
      subject: 'pairwise-subject',
      clientAuth: 'public',
      permissions: new Set(['read:students', 'profile']),
    },
  ],
  ['a person with idtyp', { ...APP_V2, idtyp: 'user' }, { kind: 'user' }],
  [
    'a person of an object id that is the subject',
    { ...APP_V2, scp: 'x', roles: undefined },
    { kind: 'user', permissions: new Set(['x']) },
  ],
  [
    'a person without permissions',
    { ...PERSON, scp: undefined },
    { kind: 'user', subject: 'pairwise-subject', permissions: new Set() },
  ],
])('v2 token of %s', (_, claims, changes) => {
  expect(azurePrincipal(claims, V2)).toEqual({ ...PRINCIPAL, ...changes, claims });
});

it.each<[string, Record<string, unknown>, Partial<Principal>]>([
  ['an application', APP_V1, {}],
  ['an application with a certificate', { ...APP_V1, appidacr: '2' }, { clientAuth: 'certificate' }],
  [
    'a person',
    { ...APP_V1, scp: 'read:students', roles: undefined, sub: 'pairwise' },
    { kind: 'user', subject: 'pairwise', permissions: new Set(['read:students']) },
  ],
])('v1 token of %s', (_, claims, changes) => {
  if (!V1) throw new Error('There is no v1 trust');
  expect(azurePrincipal(claims, V1)).toEqual({
    ...PRINCIPAL,
    issuer: `https://sts.windows.net/${TENANT}/`,
    ...changes,
    claims,
  });
});
