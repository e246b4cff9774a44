import { calculatePKCECodeChallenge, generateRandomCodeVerifier } from 'oauth4webapi';
import { type Answer, Browser } from './browser.js';

/** Fills in the form of the embedded issuer. @returns its answer, which leads back to the service if the password is right */
export async function fillIn(browser: Browser, authorizationUrl: string, username: string, password = username) {
  const form = await browser.request(authorizationUrl);
  const signIn = /name="sign_in" value="([^"]+)"/.exec(form.text)?.[1] ?? '';
  return browser.request(new URL('?', authorizationUrl).href, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ sign_in: signIn, username, password }).toString(),
  });
}

/** A whole sign-in at the embedded issuer. */
export async function signInAtEmbedded(browser: Browser, username: string, returnTo = '/operator/'): Promise<Answer> {
  const begun = await browser.request(`/auth/local/login?returnTo=${encodeURIComponent(returnTo)}`);
  const { location } = await fillIn(browser, begun.location, username);
  return browser.request(location);
}

interface Application {
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  /** Parameters of both requests: `client_id`, `redirect_uri`. */
  readonly client: Readonly<Record<string, string>>;
  readonly wanted: Readonly<Record<string, string>>;
  readonly secret?: string;
}

/** The tokens that an application of its own gets for a person of the embedded issuer. */
export async function tokensFor(username: string, password: string, application: Application) {
  const { authorizeUrl, tokenUrl, client, wanted, secret } = application;
  const verifier = generateRandomCodeVerifier();
  const proof = { code_challenge: await calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' };
  const form = `${authorizeUrl}?${new URLSearchParams({ ...client, ...wanted, ...proof, response_type: 'code' })}`;
  const { location } = await fillIn(new Browser(''), form, username, password);
  const code = new URL(location).searchParams.get('code') ?? '';
  const body = new URLSearchParams({ ...client, grant_type: 'authorization_code', code, code_verifier: verifier });
  if (secret) body.set('client_secret', secret);
  const answer = await fetch(tokenUrl, { method: 'POST', body });
  return (await answer.json()) as { access_token: string; id_token: string };
}
