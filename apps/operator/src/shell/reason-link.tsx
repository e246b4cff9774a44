import { useLanguage } from '../language/language-context.js';
import { useServices } from './services.js';

/** A reason, linked to what the service says about it. */
export function ReasonLink({ reason }: { reason: string }) {
  const { words } = useLanguage();
  const { api } = useServices();
  return (
    <a
      class="code"
      href={`${api.base}/problems/${encodeURIComponent(reason)}`}
      target="_blank"
      rel="noreferrer"
      title={words.shell.whatItMeans}
    >
      {reason}
    </a>
  );
}
