import { useEffect, useRef } from 'preact/hooks';
import { EventsView } from '../events/events-view.js';
import { ExplainView } from '../explain/explain-view.js';
import { useLanguage } from '../language/language-context.js';
import { ProvidersView } from '../providers/providers-view.js';
import { RunView } from '../run/run-view.js';
import { shortId } from '../run/short-id.js';
import { useStore } from '../state/use-store.js';
import { Gate } from './gate.js';
import { Header } from './header.js';
import { linkTo, type Route } from './routes.js';
import { useServices } from './services.js';
import { useRoute } from './use-route.js';

export function App() {
  const { words } = useLanguage();
  const session = useStore(useServices().session);
  const route = useRoute();
  const main = useRef<HTMLElement>(null);
  const place = linkTo(route);
  const title = route.run === undefined ? words.shell[route.view] : words.run.runOf(shortId(route.run));
  useEffect(() => {
    document.title = `${title} · ${words.shell.name}`;
  }, [title, words]);
  useFocusOnChange(place);
  return (
    <>
      {/* biome-ignore lint/a11y/useValidAnchor: it leads to the content, but the fragment is the view's */}
      <a
        class="skip"
        href="#content"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {words.shell.skip}
      </a>
      <Header view={route.view} session={session} />
      <main id="content" ref={main} tabIndex={-1}>
        <Gate session={session}>
          <Shown route={route} />
        </Gate>
      </main>
    </>
  );
}

function Shown({ route }: { route: Route }) {
  switch (route.view) {
    case 'run':
      return <RunView id={route.run} />;
    case 'providers':
      return <ProvidersView />;
    case 'explain':
      return <ExplainView />;
    case 'events':
      return <EventsView />;
  }
}

/** Who follows a link reads on at the heading of what it leads to. */
function useFocusOnChange(place: string): void {
  const shown = useRef(place);
  useEffect(() => {
    if (shown.current === place) return;
    shown.current = place;
    document.querySelector<HTMLElement>('h1')?.focus();
    scrollTo(0, 0);
  }, [place]);
}
