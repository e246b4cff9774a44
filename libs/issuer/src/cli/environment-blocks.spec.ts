import { endpointsAt } from '../personalities/paths.js';
import { perPersonality } from '../personalities/registry.js';
import { environmentBlocks } from './environment-blocks.js';

const endpoints = perPersonality(({ paths }) => endpointsAt('http://127.0.0.1:4010', paths, 'tenant'));

it('has one block to paste for each provider', () => {
  expect(environmentBlocks({ endpoints }, '/private/secret')).toBe(`# Microsoft Entra ID
AUTH_PROVIDERS=azure
OIDC_ISSUER_azure=http://127.0.0.1:4010/azure/tenant/v2.0
OIDC_V1_ISSUER_azure=http://127.0.0.1:4010/sts/tenant/
OIDC_CLIENT_ID_azure=portero
OIDC_CLIENT_SECRET_FILE_azure=/private/secret
OIDC_AUDIENCE_azure=api://7c2f6d0e-5a0b-4f5c-9d3e-2b8a1c4e6f90
OIDC_SIGN_IN_CLIENT_ID_azure=portero-operator

# Auth0
AUTH_PROVIDERS=auth0
AUTH0_DOMAIN=http://127.0.0.1:4010/auth0
AUTH0_AUDIENCE=api://7c2f6d0e-5a0b-4f5c-9d3e-2b8a1c4e6f90
AUTH0_CLIENT_ID=portero
OIDC_CLIENT_SECRET_FILE_auth0=/private/secret
OIDC_SIGN_IN_CLIENT_ID_auth0=portero-operator

# Any OpenID Connect issuer
AUTH_PROVIDERS=oidc
OIDC_ISSUER_oidc=http://127.0.0.1:4010/oidc
OIDC_CLIENT_ID_oidc=portero
OIDC_CLIENT_SECRET_FILE_oidc=/private/secret
OIDC_AUDIENCE_oidc=api://7c2f6d0e-5a0b-4f5c-9d3e-2b8a1c4e6f90
OIDC_SIGN_IN_CLIENT_ID_oidc=portero-operator
`);
});
