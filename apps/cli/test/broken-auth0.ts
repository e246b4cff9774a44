import type { BrokenSetting } from './broken-setting.js';

export const BROKEN_AT_AUTH0: readonly BrokenSetting[] = [
  {
    what: 'no slash after the issuer',
    kind: 'auth0',
    change: ({ endpoints }) => ({
      AUTH0_DOMAIN: '',
      OIDC_ISSUER_auth0: endpoints.auth0.issuer.replace(/\/$/, ''),
    }),
    finds: ({ endpoints }) => [
      {
        check: 'configuration',
        sign: 'fault',
        message: 'OIDC_ISSUER_auth0 must end with a slash',
        hint: `set OIDC_ISSUER_auth0=${endpoints.auth0.issuer}: a slash is missing`,
      },
    ],
  },
  {
    what: 'an API that signs with HS256',
    kind: 'auth0',
    before: async (issuer) => {
      const access_token = await issuer.mint('auth0', { header: { alg: 'HS256' } });
      const body = { access_token, token_type: 'Bearer', expires_in: 3600 };
      issuer.injectFault({ personality: 'auth0', endpoint: 'token' }, { kind: 'body', body });
    },
    finds: () => [
      {
        check: 'verification',
        sign: 'fault',
        message: 'algorithm_not_allowed: expected alg: RS256, came "HS256"',
        hint: 'set Signing Algorithm of the API to RS256 (Applications > APIs > Settings)',
      },
    ],
  },
  {
    what: 'HS256 as an accepted algorithm',
    kind: 'auth0',
    change: () => ({ OIDC_ALGORITHMS_auth0: 'HS256' }),
    finds: () => [
      {
        check: 'configuration',
        sign: 'fault',
        message: 'OIDC_ALGORITHMS_auth0 must be one of',
        hint: 'shared secrets (HS256) are never accepted: let the API sign with RS256',
      },
    ],
  },
  {
    what: 'no audience',
    kind: 'auth0',
    change: () => ({ AUTH0_AUDIENCE: '' }),
    finds: () => [
      {
        check: 'configuration',
        sign: 'fault',
        message: 'OIDC_AUDIENCE_auth0 is required',
        hint: 'set OIDC_AUDIENCE_auth0 to the name of this API',
      },
    ],
  },
  {
    what: 'a wrong secret',
    kind: 'auth0',
    change: () => ({ AUTH0_CLIENT_SECRET: 'wrong' }),
    finds: () => [
      {
        check: 'token',
        sign: 'fault',
        message: 'client_refused: status 401, access_denied',
        hint: 'check OIDC_CLIENT_ID_auth0 and OIDC_CLIENT_SECRET_auth0',
      },
    ],
  },
  {
    what: 'an API that the application may not use',
    kind: 'auth0',
    change: () => ({ AUTH0_AUDIENCE: 'api://closed' }),
    finds: () => [
      {
        check: 'token',
        sign: 'fault',
        message: 'scope_refused: status 403, access_denied',
        hint: 'the application authorised for it (Auth0: Applications > APIs',
      },
    ],
  },
];
