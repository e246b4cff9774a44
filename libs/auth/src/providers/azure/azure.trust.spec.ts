import { settingsOf } from '../../../test/settings-of.js';
import { findingOf } from '../../jwt/finding.js';
import { audienceForms, azureTrusts } from './azure.trust.js';

const TENANT = 'aaaaaaaa-2222-4333-8444-555555555555';
const OTHER = '99999999-2222-4333-8444-555555555555';
const API_ID = '7c2f6d0e-5a0b-4f5c-9d3e-2b8a1c4e6f90';
const AUTHORITY = 'https://login.microsoftonline.com';

const trustsOf = (changes: object = {}) =>
  azureTrusts(settingsOf('azure', { issuer: `${AUTHORITY}/${TENANT}/v2.0`, audience: `api://${API_ID}`, ...changes }));

it('trusts the v2 and the v1 issuer of the tenant, each with its own metadata', () => {
  const common = {
    provider: 'azure',
    algorithms: ['RS256'],
    types: ['jwt'],
    audiences: [API_ID, `api://${API_ID}`, `api://${API_ID}/`],
    audienceForms,
    relaxAudience: false,
    audienceOptional: false,
    senderConstrained: 'accepted',
    permissionClaims: ['scope', 'scp', 'roles', 'permissions'],
    requiredClaims: ['sub', 'tid'],
    clockTolerance: 60,
    rules: [expect.objectContaining({ about: 'tenant' })],
  };
  expect(trustsOf()).toEqual([
    {
      ...common,
      issuer: `${AUTHORITY}/${TENANT}/v2.0`,
      discoveryUrl: `${AUTHORITY}/${TENANT}/v2.0/.well-known/openid-configuration`,
      clientClaims: ['azp'],
    },
    {
      ...common,
      issuer: `https://sts.windows.net/${TENANT}/`,
      discoveryUrl: `${AUTHORITY}/${TENANT}/.well-known/openid-configuration`,
      clientClaims: ['appid'],
    },
  ]);
});

it.each([
  ['https://login.microsoftonline.com', 'https://sts.windows.net'],
  ['https://login.microsoftonline.us', 'https://sts.windows.net'],
  ['https://login.chinacloudapi.cn', 'https://sts.chinacloudapi.cn'],
  ['https://login.partner.microsoftonline.cn', 'https://sts.chinacloudapi.cn'],
  ['http://127.0.0.1:4010/azure', 'https://sts.windows.net'],
])('derives the v1 issuer of %s', (authority, v1) => {
  const [v2Trust, v1Trust] = trustsOf({ issuer: `${authority}/${TENANT}/v2.0` });
  expect(v2Trust.issuer).toBe(`${authority}/${TENANT}/v2.0`);
  expect(v1Trust?.issuer).toBe(`${v1}/${TENANT}/`);
});

it('takes the v1 issuer and the key sets that are given', () => {
  const given = {
    v1Issuer: 'http://127.0.0.1:4010/sts/x/',
    jwksUrl: 'https://a.example/v2',
    v1JwksUrl: 'https://a.example/v1',
  };
  expect(trustsOf(given)).toMatchObject([
    { issuer: `${AUTHORITY}/${TENANT}/v2.0`, jwksUrl: 'https://a.example/v2' },
    { issuer: 'http://127.0.0.1:4010/sts/x/', jwksUrl: 'https://a.example/v1' },
  ]);
});

it.each(['common', 'organizations'])('trusts the listed tenants, and no other, behind %s', (template) => {
  const trusts = trustsOf({ issuer: `${AUTHORITY}/${template}/v2.0`, tenants: `${TENANT.toUpperCase()}, ${OTHER}` });
  expect(trusts.map(({ issuer }) => issuer)).toEqual([
    `${AUTHORITY}/${TENANT}/v2.0`,
    `https://sts.windows.net/${TENANT}/`,
    `${AUTHORITY}/${OTHER}/v2.0`,
    `https://sts.windows.net/${OTHER}/`,
  ]);
});

it.each([
  ['the tenant itself', TENANT, undefined],
  ['the tenant in capitals', TENANT.toUpperCase(), undefined],
  ['another tenant', OTHER, `"${OTHER}"`],
  ['a list', [TENANT], `["${TENANT}"]`],
  ['none', undefined, 'absent'],
])('lets only its own tenant in: %s', (_, tid, actual) => {
  const finding = actual && { reason: 'tenant_mismatch', expected: `tid: ${TENANT}`, actual };
  for (const trust of trustsOf()) {
    const token = { header: {}, claims: { tid } };
    expect(trust.rules.map((rule) => findingOf(rule, token, { trust, now: 0 }))).toEqual([finding]);
  }
});

it.each([
  ['an application id', API_ID, [API_ID, `api://${API_ID}`, `api://${API_ID}/`]],
  ['the URI of an application id', `api://${API_ID}`, [API_ID, `api://${API_ID}`, `api://${API_ID}/`]],
  ['the same with a slash', `api://${API_ID}/`, [API_ID, `api://${API_ID}`, `api://${API_ID}/`]],
  ['an App ID URI', 'api://students', ['api://students', 'api://students/']],
  [
    'the same with a slash',
    'https://graph.microsoft.com/',
    ['https://graph.microsoft.com', 'https://graph.microsoft.com/'],
  ],
  ['an App ID URI under an id', `api://${API_ID}/students`, [`api://${API_ID}/students`, `api://${API_ID}/students/`]],
  ['an id with something before it', `x${API_ID}`, [`x${API_ID}`, `x${API_ID}/`]],
])('knows an API under every form of %s', (_, audience, forms) => {
  expect(audienceForms(audience)).toEqual(forms);
});

it('accepts every form of every audience', () => {
  const audiences = [API_ID, `api://${API_ID}`, `api://${API_ID}/`, 'api://grades', 'api://grades/'];
  expect(trustsOf({ audience: `${API_ID}, api://grades` }).map((trust) => trust.audiences)).toEqual([
    audiences,
    audiences,
  ]);
});
