import { Badge } from '../icons/badge.js';
import { useLanguage } from '../language/language-context.js';
import { useStore } from '../state/use-store.js';
import { useServices } from './services.js';

const TONES = { connecting: 'pending', connected: 'good', reconnecting: 'warning' } as const;

/** Whether the stream of events is there. */
export function Connection() {
  const { words } = useLanguage();
  const { connection } = useStore(useServices().feed);
  return (
    <span role="status" class="connection">
      <span class="unseen">{words.shell.connectionMeans} </span>
      <Badge tone={TONES[connection]}>{words.shell[connection]}</Badge>
    </span>
  );
}
