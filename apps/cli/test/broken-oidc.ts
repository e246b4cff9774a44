import type { BrokenSetting } from './broken-setting.js';
import { API, API_ID } from './sample-issuer.js';

const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);

const ROWS: readonly Omit<BrokenSetting, 'kind'>[] = [
  {
    what: 'a slash after the issuer',
    change: ({ endpoints }) => ({ OIDC_ISSUER_oidc: `${endpoints.oidc.issuer}/` }),
    finds: ({ endpoints: { oidc } }) => [
      {
        check: 'discovery',
        sign: 'fault',
        message: `names the issuer ${oidc.issuer}, not ${oidc.issuer}/`,
        hint: `set OIDC_ISSUER_oidc=${oidc.issuer}: there is a slash too many`,
      },
    ],
  },
  {
    what: 'no slash after an issuer that has one',
    change: ({ endpoints }) => ({ OIDC_ISSUER_oidc: endpoints.auth0.issuer.replace(/\/$/, '') }),
    finds: ({ endpoints: { auth0 } }) => [
      {
        check: 'discovery',
        sign: 'fault',
        message: 'names the issuer',
        hint: `set OIDC_ISSUER_oidc=${auth0.issuer}: a slash is missing`,
      },
    ],
  },
  {
    what: 'an application id where tokens have an App ID URI',
    change: () => ({ OIDC_AUDIENCE_oidc: API_ID }),
    finds: () => [
      {
        check: 'verification',
        sign: 'fault',
        message: 'audience_mismatch',
        hint: `by its App ID URI (api://), not by GUID: set OIDC_AUDIENCE_oidc=${API_ID},${API}`,
      },
    ],
  },
  {
    what: 'the key set of another issuer',
    change: ({ endpoints }) => ({ OIDC_JWKS_URL_oidc: endpoints.auth0.jwksUrl }),
    finds: ({ endpoints: { oidc } }) => [
      {
        check: 'keys',
        sign: 'warning',
        message: '1 usable of 1',
        hint: `name ${oidc.jwksUrl}: remove OIDC_JWKS_URL_oidc`,
      },
      {
        check: 'verification',
        sign: 'fault',
        message: 'key_unknown',
        hint: 'Remove OIDC_JWKS_URL_oidc, it is the key set of another issuer',
      },
    ],
  },
  {
    what: 'a key set without a usable key',
    before: (issuer) => {
      const body = { keys: [{ kty: 'oct', k: 'c2VjcmV0', kid: 'shared' }] };
      issuer.injectFault({ personality: 'oidc', endpoint: 'jwks' }, { kind: 'body', body });
    },
    finds: () => [
      { check: 'keys', sign: 'fault', message: '0 usable of 1', hint: 'it is a shared secret, and published' },
      { check: 'verification', sign: 'fault', message: 'keys_unavailable', hint: 'OIDC_ISSUER_oidc' },
    ],
  },
  {
    what: 'a relaxed audience in production',
    change: () => ({ NODE_ENV: 'production', OIDC_RELAX_AUDIENCE_oidc: 'true' }),
    finds: () => [
      {
        check: 'configuration',
        sign: 'fault',
        message: 'OIDC_CALLERS_oidc is required in production while the audience is relaxed',
        hint: 'set OIDC_AUDIENCE_oidc and remove OIDC_RELAX_AUDIENCE_oidc',
      },
    ],
  },
  {
    what: 'a relaxed audience',
    change: () => ({ OIDC_RELAX_AUDIENCE_oidc: 'true' }),
    finds: () => [
      {
        check: 'verification',
        sign: 'warning',
        message: 'the audience is relaxed',
        hint: 'set OIDC_AUDIENCE_oidc, and remove OIDC_RELAX_AUDIENCE_oidc',
      },
    ],
  },
  {
    what: 'no audience',
    change: () => ({ OIDC_AUDIENCE_oidc: '' }),
    finds: () => [
      {
        check: 'configuration',
        sign: 'fault',
        message: 'OIDC_AUDIENCE_oidc is required',
        hint: 'set OIDC_AUDIENCE_oidc to',
      },
    ],
  },
  {
    what: 'a host that does not exist',
    change: () => ({ OIDC_ISSUER_oidc: 'https://login.nowhere.invalid' }),
    finds: () => [
      {
        check: 'dns',
        sign: 'fault',
        message: 'login.nowhere.invalid cannot be resolved (ENOTFOUND)',
        hint: 'check the host in OIDC_ISSUER_oidc',
      },
    ],
  },
  {
    what: 'a token endpoint on a host that does not exist',
    before: (issuer) => {
      const { issuer: name, jwksUrl } = issuer.endpoints.oidc;
      const body = { issuer: name, jwks_uri: jwksUrl, token_endpoint: 'https://token.nowhere.invalid/' };
      issuer.injectFault({ personality: 'oidc', endpoint: 'discovery' }, { kind: 'body', body });
    },
    finds: () => [
      {
        check: 'endpoints',
        sign: 'fault',
        message: 'token.nowhere.invalid cannot be resolved (ENOTFOUND)',
        hint: 'OIDC_TOKEN_URL_oidc',
      },
    ],
  },
  {
    what: 'a clock that is somewhat off',
    before: (issuer) => issuer.setClockSkew(45),
    finds: () => [
      {
        check: 'clock',
        sign: 'warning',
        message: 's behind that of 127.0.0.1',
        hint: 'set the time of this machine by NTP',
      },
    ],
  },
  {
    what: 'a clock that is off by more than the tolerance',
    before: (issuer) => issuer.setClockSkew(-300),
    finds: () => [
      {
        check: 'clock',
        sign: 'fault',
        message: 's ahead of that of 127.0.0.1',
        hint: 'OIDC_CLOCK_TOLERANCE_oidc (60 s)',
      },
    ],
  },
  {
    what: 'a secret that has ended',
    change: () => ({ OIDC_CLIENT_SECRET_EXPIRES_oidc: '2020-01-31' }),
    finds: () => [
      {
        check: 'credentials',
        sign: 'fault',
        message: 'the secret of client caller ended on 2020-01-31',
        hint: 'put it in OIDC_CLIENT_SECRET_oidc, and its end in OIDC_CLIENT_SECRET_EXPIRES_oidc',
      },
    ],
  },
  {
    what: 'a secret that soon ends',
    change: () => ({ OIDC_CLIENT_SECRET_EXPIRES_oidc: day(7) }),
    finds: () => [
      { check: 'credentials', sign: 'warning', message: `on ${day(7)}`, hint: 'make a new secret at the provider' },
    ],
  },
  {
    what: 'a variable that nobody reads',
    change: () => ({ OIDC_ISSUER_partner: 'https://issuer.example' }),
    finds: () => [
      {
        check: 'configuration',
        sign: 'warning',
        message: 'OIDC_ISSUER_partner is not read',
        hint: 'no provider in AUTH_PROVIDERS has such a setting',
      },
    ],
  },
];

export const BROKEN_AT_OIDC: readonly BrokenSetting[] = ROWS.map((row) => ({ ...row, kind: 'oidc' }));
