import { Badge } from '../icons/badge.js';
import { useLanguage } from '../language/language-context.js';
import { clockOf } from './expiry.js';

/** @param offset seconds that the provider's clock is ahead of the service's */
export function ClockOffset({ offset }: { offset: number | null }) {
  const { words, format } = useLanguage();
  const by = format.duration(Math.abs(offset ?? 0));
  const says = {
    unknown: <span class="quiet">{words.providers.clockUnknown}</span>,
    equal: <Badge tone="good">{words.providers.clockEqual}</Badge>,
    ahead: <Badge tone="warning">{words.providers.clockAhead(by)}</Badge>,
    behind: <Badge tone="warning">{words.providers.clockBehind(by)}</Badge>,
  };
  return (
    <div>
      <dt>{words.providers.clock}</dt>
      <dd>{says[clockOf(offset)]}</dd>
    </div>
  );
}
