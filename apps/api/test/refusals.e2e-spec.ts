import type { Reason } from '@portero/auth';
import type { Issuer, MintOverrides, PersonalityName } from '@portero/issuer';
import request from 'supertest';
import { API, PROVIDER_ROWS, type ProviderRow } from './provider-environments.js';
import { PROBLEM_TYPES, PUBLIC_URL, type RunningService, startService } from './running-service.js';

const METADATA = `resource_metadata="${PUBLIC_URL}/.well-known/oauth-protected-resource"`;
const NOW = () => Math.floor(Date.now() / 1000);

interface BadToken {
  readonly token: string;
  readonly reason: Reason;
  readonly description: string;
  readonly mint: (issuer: Issuer, row: ProviderRow) => Promise<string>;
}

const minted =
  (overrides: (row: ProviderRow) => MintOverrides) =>
  (issuer: Issuer, row: ProviderRow): Promise<string> =>
    issuer.mint(row.personality, overrides(row));

/** Another personality of the same issuer, with keys of its own. */
const stranger = (row: ProviderRow): PersonalityName => (row.personality === 'auth0' ? 'oidc' : 'auth0');

async function publishedKid(issuer: Issuer, { personality }: ProviderRow): Promise<string> {
  const answer = await fetch(issuer.endpoints[personality].jwksUrl);
  return ((await answer.json()) as { keys: { kid: string }[] }).keys[0]?.kid ?? '';
}

const BAD_TOKENS: readonly BadToken[] = [
  {
    token: 'that has expired',
    reason: 'expired',
    description: 'The access token has expired.',
    mint: minted(() => ({ claims: { exp: NOW() - 61 } })),
  },
  {
    token: 'from the future',
    reason: 'not_yet_valid',
    description: 'The access token is not valid yet.',
    mint: minted(() => ({ claims: { nbf: NOW() + 120 } })),
  },
  {
    token: 'for another API',
    reason: 'audience_mismatch',
    description: 'The access token is meant for another API.',
    mint: minted(() => ({ claims: { aud: 'api://another' } })),
  },
  {
    token: 'without an audience',
    reason: 'claim_missing',
    description: 'The access token lacks a required claim.',
    mint: minted(() => ({ claims: { aud: undefined } })),
  },
  {
    token: 'without an expiry',
    reason: 'claim_missing',
    description: 'The access token lacks a required claim.',
    mint: minted(() => ({ claims: { exp: undefined } })),
  },
  {
    token: 'whose expiry is a text',
    reason: 'claim_invalid',
    description: 'A claim of the access token has a value that is not valid.',
    mint: minted(() => ({ claims: { exp: String(NOW() + 600) } })),
  },
  {
    token: 'from an unknown issuer',
    reason: 'issuer_unknown',
    description: 'The access token is from an issuer that is not trusted here.',
    mint: minted(() => ({ claims: { iss: 'https://evil.example/' } })),
  },
  {
    token: 'whose issuer lacks its last character',
    reason: 'issuer_unknown',
    description: 'The access token is from an issuer that is not trusted here.',
    mint: (issuer, row) => {
      const { issuer: iss } = issuer.endpoints[row.personality];
      return issuer.mint(row.personality, { claims: { iss: iss.slice(0, -1) } });
    },
  },
  {
    token: "signed with another issuer's key",
    reason: 'key_unknown',
    description: 'The access token names a signing key that its issuer does not publish.',
    mint: minted((row) => ({ signedBy: stranger(row) })),
  },
  {
    token: "signed with another issuer's key under a published kid",
    reason: 'signature_invalid',
    description: 'The signature of the access token is not valid.',
    mint: async (issuer, row) =>
      issuer.mint(row.personality, { signedBy: stranger(row), header: { kid: await publishedKid(issuer, row) } }),
  },
  {
    token: 'without a signature',
    reason: 'algorithm_not_allowed',
    description: 'The access token is signed with an algorithm not accepted here.',
    mint: minted(() => ({ header: { alg: 'none' } })),
  },
  {
    token: 'signed with the public key as a shared secret',
    reason: 'algorithm_not_allowed',
    description: 'The access token is signed with an algorithm not accepted here.',
    mint: minted(() => ({ header: { alg: 'HS256' } })),
  },
  {
    token: 'of another type',
    reason: 'type_not_allowed',
    description: 'The token is not of the type of an access token for this API.',
    mint: minted(() => ({ header: { typ: 'logout+jwt' } })),
  },
  {
    token: 'with a critical extension',
    reason: 'malformed',
    description: 'The access token is not a well-formed JWT.',
    mint: minted(() => ({ header: { crit: ['exp'] } })),
  },
];

describe.each(PROVIDER_ROWS)('refusals with $name', (row) => {
  let service: RunningService;
  beforeAll(async () => {
    service = await startService(row);
  });
  afterAll(() => service.close());

  const call = (route: string, token: string) =>
    request(service.url).get(route).set('authorization', `Bearer ${token}`);

  it.each(BAD_TOKENS)('refuses a token $token: $reason', async ({ mint, reason, description }) => {
    const token = await mint(service.issuer, row);

    for (const route of ['/products', '/students']) {
      const { status, headers, body } = await call(route, token);
      expect({ status, body }).toEqual({
        status: 401,
        body: {
          type: `${PROBLEM_TYPES}${reason}`,
          title: 'Invalid access token',
          status: 401,
          detail: description,
          error: 'invalid_token',
          reason,
        },
      });
      expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
      expect(headers['www-authenticate']).toBe(
        `Bearer realm="portero", error="invalid_token", error_description="${description}", ${METADATA}`,
      );
    }
    expect(service.logged.join('\n')).not.toContain(token.split('.')[2] || token);
  });

  it('asks for the permission that is missing', async () => {
    const token = await service.issuer.mint(row.personality, { permissions: [] });

    await call('/products', token).expect(200);
    const { headers, body } = await call('/students', token).expect(403);
    expect(body).toMatchObject({ error: 'insufficient_scope', reason: 'permission_missing' });
    expect(headers['www-authenticate']).toBe(
      `Bearer realm="portero", error="insufficient_scope", error_description="The access token lacks a required permission.", scope="read:students", ${METADATA}`,
    );
  });

  it('takes a permission by its whole name only', async () => {
    const permissions = ['read:student', 'read:students:all', 'READ:STUDENTS'];
    await call('/students', await service.issuer.mint(row.personality, { permissions })).expect(403);
  });

  it('challenges a request without credentials, with no error code', async () => {
    const { headers, body } = await request(service.url).get('/products').expect(401);

    expect(headers['www-authenticate']).toBe(`Bearer realm="portero", ${METADATA}`);
    expect(body).not.toHaveProperty('error');
    expect(body.reason).toBe('credentials_missing');
  });

  it('reads tokens from the Authorization header only', async () => {
    const token = await service.issuer.mint(row.personality);
    const { body } = await request(service.url).get(`/products?access_token=${token}`).expect(401);
    expect(body.reason).toBe('credentials_missing');
  });

  it('lets a token in within the clock tolerance', async () => {
    await call('/products', await service.issuer.mint(row.personality, { claims: { exp: NOW() - 30 } })).expect(200);
    await call('/products', await service.issuer.mint(row.personality, { claims: { nbf: NOW() + 30 } })).expect(200);
  });

  it('finds its audience in a list', async () => {
    const aud = ['https://another.example', API];
    await call('/products', await service.issuer.mint(row.personality, { claims: { aud } })).expect(200);
  });

  it('tells the log what was expected and what came, and the response neither', async () => {
    const token = await service.issuer.mint(row.personality, { claims: { aud: 'api://told' } });
    const { text } = await call('/products', token).expect(401);

    expect(text).not.toContain('told');
    expect(text).not.toContain(API);
    expect(service.logged.at(-1)).toContain('api://told');
    expect(service.logged.at(-1)).toContain(API);
  });
});
