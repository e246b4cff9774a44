import type { ComponentChildren } from 'preact';
import { useLanguage } from '../language/language-context.js';
import { ProblemNotice } from './problem-notice.js';
import { useServices } from './services.js';
import { type SessionState, signInUrl } from './session.js';

/** Shows the page to those who may use it, and the way in to the others. */
export function Gate({ session, children }: { session: SessionState; children: ComponentChildren }) {
  const { words } = useLanguage();
  switch (session.is) {
    case 'in':
      return <>{children}</>;
    case 'out':
      return <SignIn providers={session.signIn} possible={session.possible} />;
    case 'unknown':
      return <ProblemNotice title={words.shell.unreachable} problem={session.problem} heading="h1" />;
    case 'looking':
      return <p class="quiet">{words.shell.loading}</p>;
  }
}

function SignIn({ providers, possible }: { providers: readonly string[]; possible: boolean }) {
  const { words } = useLanguage();
  const { api } = useServices();
  return (
    <section class="notice" data-tone="neutral" aria-labelledby="sign-in">
      <h1 id="sign-in" tabIndex={-1}>
        {words.shell.signInNeeded}
      </h1>
      <p>{words.shell.signInWhy}</p>
      {!possible && <p>{words.shell.noSignIn}</p>}
      <p class="row">
        {providers.map((provider) => (
          <a key={provider} class="button" data-primary href={signInUrl(api.base, provider, location)}>
            {words.shell.signInWith(provider)}
          </a>
        ))}
        {possible && providers.length === 0 && (
          // The service knows where to send who asks for the page.
          <a class="button" data-primary href={`${api.base}/operator/`}>
            {words.shell.signIn}
          </a>
        )}
      </p>
    </section>
  );
}
