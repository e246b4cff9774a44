import type { Reply } from '../../http/reply.js';
import { html } from './html.js';
import { preferredLanguage } from './language.js';
import { pageReply } from './page-reply.js';
import { PAGE_WORDS } from './page-words.js';

export interface SignInForm {
  /** Names the sign-in that waits: the field `sign_in`. */
  readonly signIn: string;
  readonly client: string;
  /** What is in the field `username`. */
  readonly username: string;
  /** Who can sign in. */
  readonly usernames: readonly string[];
  readonly isWrong: boolean;
  /** The `Accept-Language` header. */
  readonly languages?: string;
}

/** The form, which posts to where it came from. */
export function signInPage({ signIn, client, username, usernames, isWrong, languages }: SignInForm): Reply {
  const language = preferredLanguage(languages);
  const words = PAGE_WORDS[language];
  const invalid = isWrong ? html` aria-invalid="true" aria-describedby="error"` : undefined;
  const focus = html` autofocus`;
  const content = html`<p>${words.forClient} <strong>${client}</strong></p>
${isWrong ? html`<p id="error" class="error" role="alert">${words.wrong}</p>` : undefined}
<form method="post" action="?">
<input type="hidden" name="sign_in" value="${signIn}">
<label for="username">${words.username}</label>
<input id="username" name="username" value="${username}" autocomplete="username" autocapitalize="none" spellcheck="false" required${invalid}${username === '' ? focus : undefined}>
<label for="password">${words.password}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required${invalid}${username === '' ? undefined : focus}>
<button>${words.submit}</button>
</form>
<p class="quiet">${words.people} ${usernames.map((name, index) => html`${index > 0 ? ', ' : ''}<code>${name}</code>`)}</p>
<p class="quiet">${words.development}</p>`;
  return pageReply(200, language, words.signIn, content);
}
