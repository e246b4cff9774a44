import { useState } from 'preact/hooks';
import { FaultsPanel } from '../faults/faults-panel.js';
import type { AuditEvent } from '../http/audit-event.js';
import { useLanguage } from '../language/language-context.js';
import { useServices } from '../shell/services.js';
import { View } from '../shell/view.js';
import { useStore } from '../state/use-store.js';
import { EventControls } from './event-controls.js';
import { type EventFilter, filtered, NO_FILTER } from './event-filter.js';
import { EventList } from './event-list.js';
import { comeSince } from './pausing.js';

export function EventsView() {
  const { words, format } = useLanguage();
  const { feed } = useServices();
  const live = useStore(feed);
  const [filter, setFilter] = useState<EventFilter>(NO_FILTER);
  const [held, setHeld] = useState<readonly AuditEvent[]>();
  const events = held ?? live.events;
  const shown = filtered(events, filter);
  return (
    <View title={words.shell.events} intro={words.events.intro}>
      <div class="events-view">
        <FaultsPanel />
        <section class="panel" aria-labelledby="events">
          <h2 id="events">{words.events.list}</h2>
          <EventControls
            filter={filter}
            onFilter={setFilter}
            known={events}
            shown={shown}
            paused={held !== undefined}
            onPause={() => setHeld(held ? undefined : live.events)}
          />
          <p role="status" class="strong">
            {held && words.events.paused(format.number(comeSince(held, live.events)))}
          </p>
          {live.missed > 0 && <p class="quiet">{words.events.missed(format.number(live.missed))}</p>}
          <EventList events={shown} empty={events.length === 0 ? words.events.none : words.events.noneFound} />
        </section>
      </div>
    </View>
  );
}
