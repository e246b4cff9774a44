import { createHash } from 'node:crypto';
import type { Reply } from '../../http/reply.js';
import { Html, html } from './html.js';
import type { Language } from './language.js';
import { PAGE_STYLE } from './page-style.js';

/**
 * No `form-action`: Chrome would also hold to it the redirects that follow the form, and only the client knows where they end.
 */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(PAGE_STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Of every answer that a browser gets. */
export const BROWSER_HEADERS: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  Pragma: 'no-cache',
  // The address holds the client's request, or the code.
  'Referrer-Policy': 'no-referrer',
};

/** A whole page, without any script. */
export function pageReply(status: number, language: Language, title: string, content: Html): Reply {
  const page = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${new Html(PAGE_STYLE)}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`;
  const headers = {
    ...BROWSER_HEADERS,
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Language': language,
    'Content-Security-Policy': POLICY,
    'X-Content-Type-Options': 'nosniff',
    Vary: 'Accept-Language',
  };
  return { status, headers, body: page.markup };
}
