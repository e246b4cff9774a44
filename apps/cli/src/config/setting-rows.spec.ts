import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KIND_NAMES, readProviders } from '@portero/auth';
import { settingRows } from './setting-rows.js';

const folder = mkdtempSync(join(tmpdir(), 'portero-cli-'));
const secretFile = join(folder, 'secret');
writeFileSync(secretFile, 'of the file');
afterAll(() => rmSync(folder, { recursive: true }));

const TENANT = '5f1c1c0e-3b1c-4c57-9a3b-0d9c3b8f9d11';
const AZURE = {
  AUTH_PROVIDERS: 'azure',
  OIDC_ISSUER_azure: `https://login.microsoftonline.com/${TENANT}/v2.0`,
  OIDC_AUDIENCE_azure: 'api://orders',
  OIDC_CLIENT_ID_azure: 'caller',
  OIDC_CLIENT_SECRET_azure: 'very secret',
  OIDC_CLOCK_TOLERANCE: '5',
};
const AUTH0 = {
  AUTH_PROVIDERS: 'auth0',
  AUTH0_DOMAIN: 'tenant.eu.auth0.com',
  AUTH0_AUDIENCE: 'api://orders',
  AUTH0_CLIENT_ID: 'caller',
  AUTH0_CLIENT_SECRET: 'very secret',
};
const OIDC = {
  AUTH_PROVIDERS: 'partner',
  OIDC_KIND_partner: 'oidc',
  OIDC_ISSUER_partner: 'https://issuer.example',
  OIDC_AUDIENCE_partner: 'a,b',
  OIDC_CLIENT_ID_partner: 'caller',
  OIDC_CLIENT_SECRET_FILE_partner: secretFile,
};

function rowsOf(environment: Readonly<Record<string, string>>) {
  const { providers, faults } = readProviders(environment);
  expect(faults).toEqual([]);
  return providers.flatMap((settings) => settingRows(settings, environment));
}

it.each<{ of: Readonly<Record<string, string>>; setting: string; value: unknown; from: string; variable: string }>([
  { of: AZURE, setting: 'kind', value: 'azure', from: 'derived', variable: 'OIDC_KIND_azure' },
  { of: AZURE, setting: 'issuer', value: AZURE.OIDC_ISSUER_azure, from: 'variable', variable: 'OIDC_ISSUER_azure' },
  { of: AZURE, setting: 'clientSecret', value: '[secret]', from: 'variable', variable: 'OIDC_CLIENT_SECRET_azure' },
  { of: AZURE, setting: 'clockTolerance', value: 5, from: 'variable', variable: 'OIDC_CLOCK_TOLERANCE' },
  { of: AZURE, setting: 'scope', value: 'api://orders/.default', from: 'derived', variable: 'OIDC_SCOPE_azure' },
  { of: AZURE, setting: 'keysMaxStale', value: 3600, from: 'default', variable: 'OIDC_KEYS_MAX_STALE_azure' },
  { of: AZURE, setting: 'callers', value: null, from: 'not set', variable: 'OIDC_CALLERS_azure' },
  { of: AUTH0, setting: 'issuer', value: 'https://tenant.eu.auth0.com/', from: 'alias', variable: 'AUTH0_DOMAIN' },
  { of: AUTH0, setting: 'clientSecret', value: '[secret]', from: 'alias', variable: 'AUTH0_CLIENT_SECRET' },
  { of: OIDC, setting: 'kind', value: 'oidc', from: 'variable', variable: 'OIDC_KIND_partner' },
  { of: OIDC, setting: 'audience', value: ['a', 'b'], from: 'variable', variable: 'OIDC_AUDIENCE_partner' },
  {
    of: OIDC,
    setting: 'clientSecret',
    value: '[secret]',
    from: 'variable',
    variable: 'OIDC_CLIENT_SECRET_FILE_partner',
  },
  {
    of: OIDC,
    setting: 'jwksUrl',
    value: 'from the metadata of the issuer',
    from: 'derived',
    variable: 'OIDC_JWKS_URL_partner',
  },
])('tells $setting of $of.AUTH_PROVIDERS, and where it came from', ({ of, setting, value, from, variable }) => {
  const provider = of.AUTH_PROVIDERS;
  expect(rowsOf(of).filter((row) => row.setting === setting)).toEqual([{ provider, setting, value, from, variable }]);
});

it('has no secret in any form', () => {
  for (const environment of [AZURE, AUTH0, OIDC]) {
    expect(JSON.stringify(rowsOf(environment))).not.toMatch(/very secret|of the file/);
  }
});

it.each(KIND_NAMES)('tells every setting of %s under the variable that sets it', (kind) => {
  const environment = {
    AUTH_PROVIDERS: kind,
    [`OIDC_ISSUER_${kind}`]: kind === 'azure' ? AZURE.OIDC_ISSUER_azure : 'https://issuer.example/',
    [`OIDC_AUDIENCE_${kind}`]: 'api://orders',
  };
  const rows = rowsOf(environment);

  expect(rows.length).toBeGreaterThan(20);
  // A variable that the library does not know under this name is a fault or a warning.
  const known = Object.fromEntries(rows.map(({ variable }) => [variable, '']));
  expect(readProviders({ ...known, ...environment }).warnings).toEqual([]);
  expect(readProviders({ ...known, ...environment }).faults).toEqual([]);
});
