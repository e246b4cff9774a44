import { proof, proofKey } from '../../test/dpop-proofs.js';
import { type Form, postForm } from '../../test/http-client.js';
import { API, CLIENT, NOW_SECONDS, runIssuer } from '../../test/running-issuer.js';
import { OPERATOR, redeem, SIGN_IN, signIn, VERIFIER, WEB } from '../../test/sign-in.js';
import type { Issuer } from '../index.js';

let issuer: Issuer;
let now = NOW_SECONDS;

beforeAll(async () => {
  issuer = await runIssuer({ ...SIGN_IN, now: () => now * 1000 });
});

afterEach(() => {
  now = NOW_SECONDS;
});

async function codeFor(changes: Form = {}): Promise<string> {
  return (await signIn(issuer, changes)).searchParams.get('code') ?? '';
}

const OTHER_VERIFIER = VERIFIER.replace('d', 'e');

describe('a token request with a code', () => {
  it.each<[string, Form, number, string, string]>([
    ['no code', { code: undefined }, 400, 'invalid_request', 'a required parameter is missing'],
    ['an unknown code', { code: 'x'.repeat(43) }, 400, 'invalid_grant', 'the authorization code is not valid'],
    ['no redirect URI', { redirect_uri: undefined }, 400, 'invalid_request', 'a required parameter is missing'],
    [
      'another redirect URI of the client',
      { redirect_uri: OPERATOR.redirectUris[1] },
      400,
      'invalid_grant',
      'the redirect_uri is not that of the authorization request',
    ],
    ['no verifier', { code_verifier: undefined }, 400, 'invalid_grant', 'the code_verifier is missing'],
    [
      'another verifier',
      { code_verifier: OTHER_VERIFIER },
      400,
      'invalid_grant',
      'the code_verifier does not match the code_challenge',
    ],
    [
      'the challenge for a verifier',
      { code_verifier: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM' },
      400,
      'invalid_grant',
      'the code_verifier does not match the code_challenge',
    ],
    [
      'another client',
      { client_id: WEB.id, client_secret: WEB.secret },
      400,
      'invalid_grant',
      'the authorization code is not valid',
    ],
    ['no client', { client_id: undefined }, 401, 'invalid_client', 'no client authentication'],
    ['an unknown client', { client_id: 'nobody' }, 401, 'invalid_client', 'no client authentication'],
    ['a secret of a public client', { client_secret: 'x' }, 401, 'invalid_client', 'client authentication failed'],
    [
      'an API that was not asked for',
      { resource: API.identifier },
      400,
      'invalid_target',
      'the authorization code is for another API',
    ],
  ])('is refused with %s, and the code stays good', async (_, changes, status, error, error_description) => {
    const code = await codeFor();
    const refused = await redeem(issuer, code, changes);
    expect([refused.status, refused.body]).toEqual([status, { error, error_description }]);
    expect((await redeem(issuer, code)).status).toBe(200);
  });

  it('is refused for a code of another personality', async () => {
    const { status, body } = await redeem(issuer, await codeFor(), {}, 'auth0');
    expect([status, body.error_description]).toEqual([403, 'Invalid authorization code']);
  });

  it('has a minute', async () => {
    const [first, second] = [await codeFor(), await codeFor()];
    now += 59;
    expect((await redeem(issuer, first)).status).toBe(200);
    now += 1;
    const { status, body } = await redeem(issuer, second);
    expect([status, body.error]).toEqual([400, 'invalid_grant']);
  });

  it('is refused the second time, and takes back what the first one got', async () => {
    const code = await codeFor({ resource: API.identifier });
    const { access_token } = (await redeem(issuer, code)).body;
    const isActive = async () => {
      const form = { client_id: CLIENT.id, client_secret: CLIENT.secret, token: access_token };
      return (await postForm(issuer.endpoints.oidc.introspectionUrl ?? '', form)).body.active;
    };
    expect(await isActive()).toBe(true);
    now += 100;
    const { status, body } = await redeem(issuer, code);
    expect([status, body.error]).toEqual([400, 'invalid_grant']);
    expect(await isActive()).toBe(false);
  });

  it('is answered once when several come together', async () => {
    const code = await codeFor();
    const url = issuer.endpoints.oidc.tokenUrl;
    const key = await proofKey();
    // To check a proof takes time, in which the next request arrives.
    const proofs = await Promise.all([1, 2, 3, 4].map(() => proof(key, url)));
    const answers = await Promise.all(proofs.map((dpop) => redeem(issuer, code, {}, 'oidc', { dpop })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400]);
    const token = answers.find(({ status }) => status === 200)?.body.access_token;
    const form = { client_id: CLIENT.id, client_secret: CLIENT.secret, token };
    expect((await postForm(issuer.endpoints.oidc.introspectionUrl ?? '', form)).body).toEqual({ active: false });
  });

  it('is no grant of an issuer without people', async () => {
    const { status, body } = await redeem(await runIssuer(), 'x');
    expect([status, body.error]).toEqual([400, 'unsupported_grant_type']);
  });
});

it('records no code, verifier or password', async () => {
  const code = await codeFor();
  await redeem(issuer, code);
  const recorded = JSON.stringify(issuer.requests);
  const secrets = [code, VERIFIER, 'the nonce', 'the state', ...(SIGN_IN.people ?? []).map(({ password }) => password)];
  for (const secret of secrets) expect(recorded).not.toContain(secret);
  expect(issuer.requests.filter(({ endpoint }) => endpoint === 'authorize').at(-1)?.parameters).toEqual({
    sign_in: '[hidden]',
    username: '[hidden]',
    password: '[hidden]',
  });
});
