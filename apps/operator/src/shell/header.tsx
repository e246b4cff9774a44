import { useLanguage } from '../language/language-context.js';
import { Account } from './account.js';
import { Connection } from './connection.js';
import { LanguageSwitch } from './language-switch.js';
import { linkTo, VIEWS, type View } from './routes.js';
import type { SessionState } from './session.js';

export function Header({ view, session }: { view: View; session: SessionState }) {
  const { words } = useLanguage();
  return (
    <header class="top">
      <a class="brand" href={linkTo({ view: 'run' })}>
        <img src={`${import.meta.env.BASE_URL}mark.svg`} alt="" width="26" height="26" />
        <span>{words.shell.name}</span>
      </a>
      <nav aria-label={words.shell.views}>
        <ul>
          {VIEWS.map((name) => (
            <li key={name}>
              <a href={linkTo({ view: name })} aria-current={name === view ? 'page' : undefined}>
                {words.shell[name]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="aside">
        {session.is === 'in' && <Connection />}
        {session.is === 'in' && <Account me={session.me} />}
        <LanguageSwitch />
      </div>
    </header>
  );
}
