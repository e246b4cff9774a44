import { createHash } from 'node:crypto';
import type { Reason } from '@portero/auth';
import { causesOf, type Language, WAYS, type Way, wordsFor } from './refusal-words.js';

const STYLE =
  ':root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:15vh auto;padding:0 1.25rem}';

/** Nothing but the one style that is in the page (CSP Level 3 §2.3.1). */
export const PAGE_POLICY =
  `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; ` +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * What people read instead of a problem document: the same fixed words, and the ways on.
 *
 * @param meaning where the reason is explained
 */
export function refusalPage(reason: Reason, language: Language, meaning: string, ways: readonly Way[]): string {
  const { title, detail } = wordsFor(reason, language);
  const paragraphs = [
    escaped(detail),
    escaped(causesOf(reason, language)),
    link(meaning, `<code>${reason}</code>`),
    ...ways.map(({ word, to, provider = '' }) => link(to, escaped(WAYS[language][word](provider)))),
  ];
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)} · Portero</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${paragraphs
  .filter((text) => text !== '')
  .map((text) => `<p>${text}</p>`)
  .join('\n')}
</main>
</body>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const link = (to: string, html: string) => `<a href="${escaped(to)}">${html}</a>`;

const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
