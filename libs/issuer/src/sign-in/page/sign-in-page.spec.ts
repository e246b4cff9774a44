import { createHash } from 'node:crypto';
import { runIssuer } from '../../../test/running-issuer.js';
import { authorizationUrl, browse, formName, SIGN_IN, submit } from '../../../test/sign-in.js';
import type { Issuer } from '../../index.js';

let issuer: Issuer;

beforeAll(async () => {
  issuer = await runIssuer(SIGN_IN);
});

const open = async (changes = {}, headers = {}) => browse(authorizationUrl(issuer, changes), { headers });

it('is a page that runs nothing, is kept nowhere and shown in no frame', async () => {
  const response = await open();
  const page = await response.text();
  const style = /<style>(.*)<\/style>/s.exec(page)?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; frame-ancestors 'none'`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    vary: 'Accept-Language',
  });
  expect(page).not.toMatch(/<script|style="|\son\w+=/);
});

it('says whom it is for, who can sign in and that it is for development, and no password', async () => {
  const page = await (await open()).text();
  expect(page).toContain('<strong>portero-operator</strong>');
  expect(page).toContain('<code>ada</code>, <code>alan</code>');
  expect(page).toContain('This is an issuer for development.');
  for (const { password } of SIGN_IN.people ?? []) expect(page).not.toContain(password);
});

it.each([
  ['es-ES,es;q=0.9,en;q=0.8', 'es', 'Iniciar sesión'],
  ['fr, en;q=0.5, es;q=0.7', 'es', 'Iniciar sesión'],
  ['de', 'en', 'Sign in'],
])('speaks the language of %s', async (header, language, title) => {
  const response = await open({}, { 'accept-language': header });
  const page = await response.text();
  expect(response.headers.get('content-language')).toBe(language);
  expect(page).toContain(`<html lang="${language}">`);
  expect(page).toContain(`<h1>${title}</h1>`);
});

it('has a label for each field, and the hint filled in and escaped', async () => {
  const page = await (await open({ login_hint: `"><script>alert('&')</script>` })).text();
  expect(page).toContain('value="&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;"');
  expect(page).not.toContain('<script');
  for (const [, id] of page.matchAll(/<label for="(\w+)">/g)) expect(page).toContain(`<input id="${id}" `);
  expect([...page.matchAll(/<label /g)]).toHaveLength(2);
  expect(page).toMatch(/<input id="password"[^>]* autofocus>/);
});

it('says what was wrong where it is heard, and keeps the name but not the password', async () => {
  const sign_in = formName(await (await open()).text());
  const wrong = await submit(issuer, { sign_in, username: '<b>ada', password: 'a wrong one' });
  const location = wrong.headers.get('location') ?? '';
  const response = await browse(new URL(location, wrong.url).href);
  const page = await response.text();
  expect([wrong.status, location, response.status]).toEqual([303, `?sign_in=${sign_in}`, 200]);
  expect(page).toContain('<p id="error" class="error" role="alert">The username or the password is wrong.</p>');
  expect([...page.matchAll(/aria-invalid="true" aria-describedby="error"/g)]).toHaveLength(2);
  expect(page).toContain('value="&lt;b&gt;ada"');
  expect(page).not.toContain('a wrong one');
});

it('escapes what a refusal quotes, and speaks Spanish around it', async () => {
  const redirect_uri = 'http://127.0.0.1/<img src=x>';
  const url = authorizationUrl(issuer, { redirect_uri }, 'azure-v2');
  const response = await browse(url, { headers: { 'accept-language': 'es' } });
  const page = await response.text();
  expect(response.status).toBe(400);
  expect(page).toContain('AADSTS50011: The redirect URI &#39;http://127.0.0.1/&lt;img src=x&gt;&#39;');
  expect(page).toContain('<h1>No puede iniciar sesión aquí</h1>');
});
