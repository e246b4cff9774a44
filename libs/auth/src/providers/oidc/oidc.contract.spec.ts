import { API, CLIENT, describeProviderContract } from '../../../test/provider-contract.js';

describe('oidc', () => {
  describeProviderContract({
    kind: 'oidc',
    personality: 'oidc',
    settings: ({ endpoints }) => ({ issuer: endpoints.oidc.issuer, audience: [API] }),
    personClaims: { sub: 'ada' },
    traits: () => ({ subject: CLIENT, tokenId: expect.stringMatching(/.+/), tenant: undefined }),
  });
});
