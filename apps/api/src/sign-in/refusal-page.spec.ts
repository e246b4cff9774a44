import { createHash } from 'node:crypto';
import { PAGE_POLICY, refusalPage } from './refusal-page.js';
import { languageOf } from './refusal-words.js';

it.each([
  [undefined, 'en'],
  ['', 'en'],
  ['es-ES,es;q=0.9,en;q=0.8', 'es'],
  ['ES', 'es'],
  ['en-GB,es;q=0.5', 'en'],
  ['ca, es;q=0.8', 'es'],
  ['est,ext', 'en'],
])('speaks to a browser of %s in %s', (accepted, language) => {
  expect(languageOf(accepted)).toBe(language);
});

const BACK = { word: 'back', to: '/operator/' } as const;

it('is a page in the language, with a style that its policy lets through, and no script', () => {
  const page = refusalPage('operator_not_allowed', 'es', '/problems/x', [BACK]);
  expect(page).toContain('<html lang="es">');
  expect(page).toContain('<h1>Sin acceso de operador</h1>');
  expect(page).toContain('<a href="/problems/x"><code>operator_not_allowed</code></a>');
  expect(page).toContain('<a href="/operator/">Volver a la página de operador</a>');
  expect(page).not.toMatch(/<script|style=|onload/);
  const style = /<style>(.*)<\/style>/s.exec(page)?.[1] ?? '';
  expect(PAGE_POLICY).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
});

it('has the words of the problem document in English, and for reasons without words of their own', () => {
  expect(refusalPage('sign_in_failed', 'en', '/', [])).toContain('<h1>Sign-in failed</h1>');
  expect(refusalPage('csrf_refused', 'es', '/', [])).toContain('<h1>Request not from the page</h1>');
});

it('escapes what it repeats', () => {
  const page = refusalPage('sign_in_failed', 'en', '/"><x>/', [{ word: 'signIn', to: '/"><y>/', provider: '<z>' }]);
  expect(page).toContain('href="/&quot;&gt;&lt;x&gt;/"');
  expect(page).toContain('<a href="/&quot;&gt;&lt;y&gt;/">Sign in with &lt;z&gt;</a>');
});
