import * as client from 'openid-client';
import { API, runIssuer } from '../test/running-issuer.js';
import { ADA, browse, CALLBACK, formName, OPERATOR, SIGN_IN, type SigningIn, submit, WEB } from '../test/sign-in.js';
import type { Issuer } from './index.js';

const HTTP = { execute: [client.allowInsecureRequests] };

/** By the real time, as the library goes. */
const start = () => runIssuer({ ...SIGN_IN, now: undefined });

async function grant(issuer: Issuer, config: client.Configuration, personality: SigningIn, changes = {}) {
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const checks = { pkceCodeVerifier, expectedState: client.randomState(), expectedNonce: client.randomNonce() };
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: CALLBACK,
    scope: 'openid profile email',
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: checks.expectedState,
    nonce: checks.expectedNonce,
    ...changes,
  });
  const sign_in = formName(await (await browse(url.href)).text());
  const { username, password } = ADA;
  const { headers } = await submit(issuer, { sign_in, username, password }, personality);
  const back = new URL(headers.get('location') ?? '');
  return {
    back,
    checks,
    tokens: () => client.authorizationCodeGrant(config, back, { ...checks, idTokenExpected: true }),
  };
}

it.each<SigningIn>(['oidc', 'auth0', 'azure-v2'])('signs Ada in for openid-client at %s', async (personality) => {
  const issuer = await start();
  const url = new URL(issuer.endpoints[personality].issuer);
  const config = await client.discovery(url, OPERATOR.id, {}, client.None(), HTTP);
  client.enableNonRepudiationChecks(config);
  const tokens = await (await grant(issuer, config, personality)).tokens();
  expect(tokens.claims()).toMatchObject({ iss: url.href, aud: OPERATOR.id, name: 'Ada Lovelace' });
  expect(config.serverMetadata().supportsPKCE()).toBe(personality !== 'azure-v2');
});

it('signs Ada in for a confidential client of openid-client, with a token for an API', async () => {
  const issuer = await start();
  const authentication = client.ClientSecretPost(WEB.secret);
  const config = await client.discovery(new URL(issuer.endpoints.oidc.issuer), WEB.id, {}, authentication, HTTP);
  const { tokens } = await grant(issuer, config, 'oidc', { resource: API.identifier });
  expect((await tokens()).scope).toBe('openid profile email read:students');
});

it('is caught by openid-client when something is exchanged', async () => {
  const issuer = await start();
  const config = await client.discovery(new URL(issuer.endpoints.oidc.issuer), OPERATOR.id, {}, client.None(), HTTP);
  const { back, checks } = await grant(issuer, config, 'oidc');
  const wrong = async (url: URL, changes = {}) =>
    client.authorizationCodeGrant(config, url, { ...checks, ...changes }).catch((error: unknown) => error);
  const elsewhere = new URL(back);
  elsewhere.searchParams.set('iss', 'http://127.0.0.1:1/oidc');
  expect(await wrong(elsewhere)).toMatchObject({ code: 'OAUTH_INVALID_RESPONSE' });
  expect(await wrong(back, { expectedState: 'another' })).toMatchObject({ code: 'OAUTH_INVALID_RESPONSE' });
  const verifier = { pkceCodeVerifier: client.randomPKCECodeVerifier() };
  expect(await wrong(back, verifier)).toMatchObject({ error: 'invalid_grant', status: 400 });
  expect(await wrong(back, { expectedNonce: 'another' })).toMatchObject({ code: 'OAUTH_JWT_CLAIM_COMPARISON_FAILED' });
  expect(await wrong(back)).toMatchObject({ error: 'invalid_grant', status: 400 });
});
