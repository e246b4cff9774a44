import { parseOperators } from './operator-list.js';

it.each([
  ['local:ada', [{ provider: 'local', id: 'ada' }]],
  [
    'azure:7c2f6d0e-5a0b-4f5c-9d3e-2b8a1c4e6f90, auth0:auth0|62c1',
    [
      { provider: 'azure', id: '7c2f6d0e-5a0b-4f5c-9d3e-2b8a1c4e6f90' },
      { provider: 'auth0', id: 'auth0|62c1' },
    ],
  ],
  ['oidc:urn:people:7', [{ provider: 'oidc', id: 'urn:people:7' }]],
  ['oidc:ada@example.com', [{ provider: 'oidc', id: 'ada@example.com' }]],
])('takes %s', (text, operators) => {
  expect(parseOperators(text)).toEqual({ operators });
});

it.each(['ada', 'local:', ':ada', 'local:ada,', '*', 'local :ada', 'my-op:ada'])('refuses %s', (text) => {
  expect(parseOperators(text)).toEqual({ fault: expect.stringMatching(/^must list operators as <provider>:<id>/) });
});
