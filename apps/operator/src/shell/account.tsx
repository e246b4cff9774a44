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
  const [provider] = me.signIn;
  if (provider === undefined) return null;
  return (
    <a class="account" href={signInUrl(api.base, provider, location)} title={words.shell.thisMachine}>
      {words.shell.signIn}
    </a>
  );
}
