import { START_SECONDS } from '../../../test/manual-clock.js';
import { tokenEndpointOf } from '../../../test/token-endpoint-of.js';
import type { Client } from '../token-endpoint.js';
import { CLIENT_AUTH_METHODS } from './methods.js';

const ATTEMPT = { issuer: 'https://op.example', url: 'https://op.example/token', now: START_SECONDS * 1000 };

/** What a method adds to a token request. */
async function proofOf(changes: Partial<Client>) {
  const { client } = tokenEndpointOf({ client: changes });
  const headers = new Headers();
  const body = new URLSearchParams();
  const { authenticate } = await CLIENT_AUTH_METHODS[client.method].prove(client, ATTEMPT);
  await authenticate({ issuer: 'https://op.example' }, { client_id: client.id }, body, headers);
  return { headers: Object.fromEntries(headers), body: Object.fromEntries(body) };
}

const basic = (credentials: string) => ({
  headers: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
  body: {},
});

const UUID = '11111111-2222-4333-8444-555555555555';

it.each([
  ['plain words', 'encoded', 'portero', 'secret', 'portero:secret'],
  ['plain words', 'raw', 'portero', 'secret', 'portero:secret'],
  ['a hyphenated id', 'encoded', UUID, 'a-b_c.d*', `${UUID}:a-b_c.d*`],
  ['a hyphenated id', 'raw', UUID, 'a-b_c.d*', `${UUID}:a-b_c.d*`],
  ['reserved characters', 'encoded', 'a:b', 'p+q/r=s&t%u ~!', 'a%3Ab:p%2Bq%2Fr%3Ds%26t%25u+%7E%21'],
  ['reserved characters', 'raw', 'a', 'p+q/r=s&t%u ~!:', 'a:p+q/r=s&t%u ~!:'],
  ['letters outside ASCII', 'encoded', 'añb', 'é', 'a%C3%B1b:%C3%A9'],
  ['letters outside ASCII', 'raw', 'añb', 'é', 'añb:é'],
] as const)('client_secret_basic with %s, %s (RFC 6749 §2.3.1)', async (_, basicEncoding, id, secret, credentials) => {
  const client = { id, read: async () => secret, basicEncoding, method: 'client_secret_basic' } as const;
  expect(await proofOf(client)).toEqual(basic(credentials));
});

it('client_secret_post carries both in the body', async () => {
  const client = { id: 'a:b', read: async () => 'p+q/r', method: 'client_secret_post' } as const;
  expect(await proofOf(client)).toEqual({ headers: {}, body: { client_id: 'a:b', client_secret: 'p+q/r' } });
});

it.each(['client_secret_basic', 'client_secret_post', 'client_secret_jwt', 'federated'] as const)(
  '%s reads its material for every request',
  async (method) => {
    const secrets = ['current', 'next'];
    const client = { method, read: async () => secrets.shift() ?? '' };
    const [first, second] = [await proofOf(client), await proofOf(client)];
    expect(first).not.toEqual(second);
    expect(secrets).toEqual([]);
  },
);

it('federated sends the token of the other issuer as it is (RFC 7521 §4.2)', async () => {
  expect(await proofOf({ method: 'federated', read: async () => 'header.claims.signature' })).toEqual({
    headers: {},
    body: {
      client_id: 'portero',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: 'header.claims.signature',
    },
  });
});
