import { Badge } from '../icons/badge.js';
import { useLanguage } from '../language/language-context.js';
import { expiryOf } from './expiry.js';

/** Until when the client's secret or certificate is good. */
export function Credential({ expires, now }: { expires: string | null; now: string }) {
  const { words, format } = useLanguage();
  if (expires === null) return <span class="quiet">{words.providers.credentialNever}</span>;
  const date = format.dateTime(expires);
  const { is, left } = expiryOf(expires, now);
  const relative = format.relative(left);
  if (is === 'over') return <Badge tone="bad">{words.providers.credentialOver(date)}</Badge>;
  if (is === 'soon') return <Badge tone="warning">{words.providers.credentialSoon(date, relative)}</Badge>;
  return <Badge tone="good">{words.providers.credentialUntil(date, relative)}</Badge>;
}
