import { API, describeProviderContract } from '../../../test/provider-contract.js';

const PERSON = { scp: 'read', oid: '5f0c1f0e-0000-4000-8000-000000000001', sub: 'pairwise' };

describe.each(['azure-v2', 'azure-v1'] as const)('azure, tokens of %s', (personality) => {
  describeProviderContract({
    kind: 'azure',
    personality,
    settings: ({ endpoints }) => ({
      issuer: endpoints['azure-v2'].issuer,
      v1Issuer: endpoints['azure-v1'].issuer,
      audience: [API],
    }),
    personClaims: PERSON,
    traits: ({ tenant }) => ({ tenant, clientAuth: 'secret', tokenId: expect.stringMatching(/.+/) }),
  });
});
