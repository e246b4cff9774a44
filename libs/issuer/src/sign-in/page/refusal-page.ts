import type { Reply } from '../../http/reply.js';
import { html } from './html.js';
import { preferredLanguage } from './language.js';
import { pageReply } from './page-reply.js';
import { PAGE_WORDS } from './page-words.js';

/** Tells the person what cannot be told to the client (RFC 6749 §4.1.2.1). @param languages the `Accept-Language` header */
export function refusalPage(status: number, description: string, languages?: string): Reply {
  const language = preferredLanguage(languages);
  const words = PAGE_WORDS[language];
  const content = html`<p>${words.refusedHelp}</p>
<p class="error" lang="en">${description}</p>
<p class="quiet">${words.development}</p>`;
  return pageReply(status, language, words.refused, content);
}
