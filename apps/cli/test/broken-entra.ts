import type { BrokenSetting, Expected } from './broken-setting.js';
import { API, EXPIRED_SECRET, NAMED_API, NAMED_API_ID } from './sample-issuer.js';

type Row = Omit<BrokenSetting, 'kind' | 'finds'> & { readonly finds: readonly Expected[] | BrokenSetting['finds'] };

const SECRET_ID = 'put the Value of the secret in OIDC_CLIENT_SECRET_azure, not its Secret ID';
const A_GUID = crypto.randomUUID();

const ROWS: readonly Row[] = [
  {
    what: 'a scope without /.default',
    change: () => ({ OIDC_SCOPE_azure: API }),
    finds: [{ check: 'token', sign: 'fault', message: 'AADSTS1002012', hint: 'end OIDC_SCOPE_azure in /.default' }],
  },
  {
    what: 'common as tenant',
    change: ({ origin }) => ({ OIDC_ISSUER_azure: `${origin}/azure/common/v2.0`, OIDC_V1_ISSUER_azure: '' }),
    finds: [
      {
        check: 'configuration',
        sign: 'fault',
        message: 'OIDC_TENANTS_azure is required with common',
        hint: 'put the id of your tenant (Entra: Overview > Tenant ID) in OIDC_ISSUER_azure in place of common',
      },
    ],
  },
  {
    what: 'common in the token endpoint',
    change: ({ origin }) => ({ OIDC_TOKEN_URL_azure: `${origin}/azure/common/oauth2/v2.0/token` }),
    finds: [{ check: 'token', sign: 'fault', message: 'AADSTS90002', hint: "must have your tenant's id, not common" }],
  },
  {
    what: 'a slash after the issuer',
    change: ({ endpoints }) => ({ OIDC_ISSUER_azure: `${endpoints['azure-v2'].issuer}/` }),
    finds: ({ endpoints }) => [
      {
        check: 'configuration',
        sign: 'fault',
        message: 'OIDC_ISSUER_azure must be the v2 issuer',
        hint: `set OIDC_ISSUER_azure=${endpoints['azure-v2'].issuer}: there is a slash too many`,
      },
    ],
  },
  {
    what: 'v1 tokens where v2 tokens alone are trusted',
    change: () => ({ OIDC_V1_ISSUER_azure: 'https://sts.example/tenant/' }),
    before: ({ apis }) => {
      for (const api of apis) api.accessTokenAcceptedVersion = 1;
    },
    finds: ({ endpoints }) => [
      {
        check: 'discovery',
        sign: 'warning',
        message: 'names the issuer',
        hint: `set OIDC_V1_ISSUER_azure=${endpoints['azure-v1'].issuer}`,
      },
      {
        check: 'verification',
        sign: 'fault',
        message: 'issuer_unknown',
        hint: `This is a v1 token: set OIDC_V1_ISSUER_azure=${endpoints['azure-v1'].issuer}`,
      },
    ],
  },
  {
    what: 'an App ID URI where tokens have the application id',
    change: () => ({ OIDC_AUDIENCE_azure: NAMED_API }),
    finds: [
      {
        check: 'verification',
        sign: 'fault',
        message: 'audience_mismatch',
        hint: `by its application id (GUID), not by api://: set OIDC_AUDIENCE_azure=${NAMED_API},${NAMED_API_ID}`,
      },
    ],
  },
  {
    what: 'the id of a secret in place of its value',
    change: () => ({ OIDC_CLIENT_SECRET_azure: A_GUID }),
    finds: [
      { check: 'credentials', sign: 'warning', message: 'the client secret is a GUID', hint: SECRET_ID },
      { check: 'token', sign: 'fault', message: 'AADSTS7000215', hint: SECRET_ID },
    ],
  },
  {
    what: 'an expired secret',
    change: () => ({ OIDC_CLIENT_SECRET_azure: EXPIRED_SECRET }),
    finds: [
      { check: 'token', sign: 'fault', message: 'AADSTS7000222', hint: 'the secret has expired: make a new one' },
    ],
  },
  {
    what: 'a client of another tenant',
    change: () => ({ OIDC_CLIENT_ID_azure: 'nobody' }),
    finds: [
      { check: 'token', sign: 'fault', message: 'AADSTS700016', hint: 'OIDC_CLIENT_ID_azure must be its Application' },
    ],
  },
  {
    what: 'an API that the tenant does not know',
    change: () => ({ OIDC_AUDIENCE_azure: 'api://nothing' }),
    finds: [{ check: 'token', sign: 'fault', message: 'AADSTS500011', hint: 'must begin with its App ID URI' }],
  },
  {
    what: 'a client without a role',
    change: () => ({ OIDC_AUDIENCE_azure: 'api://closed' }),
    finds: [{ check: 'token', sign: 'fault', message: 'AADSTS501051', hint: 'assign an app role' }],
  },
];

export const BROKEN_AT_ENTRA: readonly BrokenSetting[] = ROWS.map(({ finds, ...row }) => ({
  ...row,
  kind: 'azure',
  finds: typeof finds === 'function' ? finds : () => finds,
}));
