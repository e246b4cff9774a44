import type { RunSummary } from '../http/audit-event.js';
import { Badge } from '../icons/badge.js';
import { useLanguage } from '../language/language-context.js';

const TONES = { running: 'pending', succeeded: 'good', failed: 'bad' } as const;

export function RunState({ state }: Pick<RunSummary, 'state'>) {
  const { words } = useLanguage();
  return <Badge tone={TONES[state]}>{words.run[state]}</Badge>;
}
