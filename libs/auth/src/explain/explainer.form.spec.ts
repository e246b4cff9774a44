import { ExplainedProvider } from '../../test/explainer-of.js';

let provider: ExplainedProvider;
beforeAll(async () => {
  provider = await ExplainedProvider.start();
});

it.each([
  ['request_malformed', '', 'credentials', 'nothing', 'Send the token alone: without scheme, quotes or blanks.'],
  [
    'request_malformed',
    'Bearer x',
    'credentials',
    'other characters',
    'Send the token alone: without scheme, quotes or blanks.',
  ],
  [
    'malformed',
    'opaque',
    'form',
    'not three base64url parts',
    'It has one part: an opaque token, or no token at all. Ask for the token with an audience: without one Auth0 gives an opaque token.',
  ],
  [
    'malformed',
    'a.b.c.d.e',
    'form',
    'not three base64url parts',
    'It has five parts: it is encrypted (JWE), and nobody but the API it is for can read it. Ask for the token with an audience: without one Auth0 gives an opaque token.',
  ],
])('says what to do about %s: %j', async (reason, text, about, actual, nextStep) => {
  expect(await provider.firstFault('auth0', text)).toMatchObject({ reason, about, actual, nextStep });
});

it.each([
  [
    'algorithm_not_allowed',
    { alg: 'HS256' },
    'algorithm',
    '"HS256"',
    'Only signatures by a private key are ever accepted. Auth0: set Signing Algorithm of the API to RS256 (Applications > APIs > Settings).',
  ],
  [
    'malformed',
    { crit: ['b64'] },
    'critical extensions',
    '["b64"]',
    'Have the issuer leave out crit: no extension is understood here.',
  ],
  [
    'signature_invalid',
    { cty: 'changed' },
    'signature',
    'no key verifies it',
    'Send the token unchanged. If it is, look at OIDC_JWKS_URL_instance: the keys may be of another issuer.',
  ],
])('says what to do about %s in a header that nobody signed', async (reason, header, about, actual, nextStep) => {
  const token = await provider.forge('auth0', {}, header);
  expect(await provider.firstFault('auth0', token)).toMatchObject({ reason, about, actual, nextStep });
});
