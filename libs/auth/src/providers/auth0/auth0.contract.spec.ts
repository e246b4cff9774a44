import { API, CLIENT, describeProviderContract } from '../../../test/provider-contract.js';

describe('auth0', () => {
  describeProviderContract({
    kind: 'auth0',
    personality: 'auth0',
    settings: ({ endpoints }) => ({ issuer: endpoints.auth0.issuer, audience: [API] }),
    personClaims: { sub: 'auth0|65f0c1f0e', gty: undefined },
    // Auth0's default token profile has no jti.
    traits: () => ({ subject: `${CLIENT}@clients`, tokenId: undefined, tenant: undefined }),
  });
});
