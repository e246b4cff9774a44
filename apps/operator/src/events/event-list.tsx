import { useMemo } from 'preact/hooks';
import type { AuditEvent } from '../http/audit-event.js';
import { eventKey } from '../http/feed.js';
import { Icon } from '../icons/icon.js';
import { useLanguage } from '../language/language-context.js';
import { shortId } from '../run/short-id.js';
import { linkTo } from '../shell/routes.js';
import { fieldsOf, toneOf } from './event-fields.js';

/** The latest first. */
export function EventList({ events, empty }: { events: readonly AuditEvent[]; empty: string }) {
  const { words } = useLanguage();
  if (events.length === 0) return <p class="quiet">{empty}</p>;
  return (
    <table class="events">
      <thead>
        <tr>
          <th scope="col">{words.events.time}</th>
          <th scope="col">{words.events.what}</th>
          <th scope="col">{words.events.fields}</th>
          <th scope="col">{words.events.run}</th>
        </tr>
      </thead>
      <tbody>
        {events.toReversed().map((event) => (
          <EventRow key={eventKey(event)} event={event} />
        ))}
      </tbody>
    </table>
  );
}

/** An event never changes: its row is drawn once in each language. */
function EventRow({ event }: { event: AuditEvent }) {
  const { words, format } = useLanguage();
  return useMemo(() => {
    const tone = toneOf(event);
    return (
      <tr data-tone={tone}>
        <td class="event-at">
          <time dateTime={event.at}>{format.time(event.at)}</time>
        </td>
        <td class="event-name">
          <Icon name={tone} />
          {tone !== 'neutral' && <span class="unseen">{words.steps.tones[tone]}: </span>}
          <b class="code">{event.name}</b>
        </td>
        <td class="event-fields">
          {fieldsOf(event).map(([name, value]) => (
            <span key={name}>
              <span class="quiet">{name}</span> <span class="code">{value}</span>{' '}
            </span>
          ))}
        </td>
        <td class="event-run">
          {event.run && (
            <a class="code" href={linkTo({ view: 'run', run: event.run })}>
              <span class="unseen">{words.events.run} </span>
              {shortId(event.run)}
            </a>
          )}
        </td>
      </tr>
    );
  }, [event, words, format]);
}
