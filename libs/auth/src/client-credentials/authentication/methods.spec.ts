import { tokenEndpointOf } from '../../../test/token-endpoint-of.js';
import type { ClientCredentials } from './client-authentication.js';
import { CLIENT_AUTH_METHODS } from './methods.js';

/** What a method adds to a token request. */
async function proofOf(changes: Partial<ClientCredentials>) {
  const { client } = tokenEndpointOf({ client: changes });
  const headers = new Headers();
  const body = new URLSearchParams();
  const authenticate = await CLIENT_AUTH_METHODS[client.method](client);
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
  const client = { id, secret: async () => secret, basicEncoding, method: 'client_secret_basic' } as const;
  expect(await proofOf(client)).toEqual(basic(credentials));
});

it('client_secret_post carries both in the body', async () => {
  const client = { id: 'a:b', secret: async () => 'p+q/r', method: 'client_secret_post' } as const;
  expect(await proofOf(client)).toEqual({ headers: {}, body: { client_id: 'a:b', client_secret: 'p+q/r' } });
});

it.each(['client_secret_basic', 'client_secret_post'] as const)(
  '%s reads the secret for every request',
  async (method) => {
    const secrets = ['current', 'next'];
    const client = { method, secret: async () => secrets.shift() ?? '' };
    const [first, second] = [await proofOf(client), await proofOf(client)];
    expect(first).not.toEqual(second);
    expect(secrets).toEqual([]);
  },
);
