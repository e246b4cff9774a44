import type { Me } from '../http/contract.js';
import { useLanguage } from '../language/language-context.js';
import { useServices } from './services.js';
import { signInUrl } from './session.js';

/** Who uses the page, and the way out; on the service's own machine nobody needs to sign in. */
export function Account({ me }: { me: Me }) {
  const { words } = useLanguage();
  const { api, session } = useServices();
  if (me.operator) {
    const { name, subject, provider } = me.operator;
    return (
      <span class="account">
        <span class="who" title={`${provider} ${subject}`}>
          <span class="unseen">{words.shell.signedInAs(name ?? subject)}</span>
          <span aria-hidden="true">{name ?? subject}</span>
        </span>
        <button type="button" class="plain" onClick={() => void session.signOut().catch(() => {})}>
          {words.shell.signOut}
        </button>
      </span>
    );
  }
  if (me.signIn.length === 0) return null;
  return (
    <span class="account">
      {me.signIn.map((provider) => (
        <a key={provider} href={signInUrl(api.base, provider, location)} title={words.shell.thisMachine}>
          {me.signIn.length === 1 ? words.shell.signIn : words.shell.signInWith(provider)}
        </a>
      ))}
    </span>
  );
}
