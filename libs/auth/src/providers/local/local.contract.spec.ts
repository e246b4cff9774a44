import { API, CLIENT, describeProviderContract } from '../../../test/provider-contract.js';

describe('local', () => {
  describeProviderContract({
    kind: 'local',
    personality: 'oidc',
    settings: ({ endpoints }) => ({ issuer: endpoints.oidc.issuer, audience: [API] }),
    personClaims: { sub: 'ada' },
    traits: () => ({ subject: CLIENT, tokenId: expect.stringMatching(/.+/), tenant: undefined }),
  });
});
