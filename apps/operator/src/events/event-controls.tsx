import type { AuditEvent } from '../http/audit-event.js';
import { Icon } from '../icons/icon.js';
import { useLanguage } from '../language/language-context.js';
import { Field } from '../shell/field.js';
import { downloadLines } from './download-lines.js';
import { type EventFilter, valuesOf } from './event-filter.js';

export function EventControls({
  filter,
  onFilter,
  known,
  shown,
  paused,
  onPause,
}: {
  filter: EventFilter;
  onFilter: (filter: EventFilter) => void;
  known: readonly AuditEvent[];
  shown: readonly AuditEvent[];
  paused: boolean;
  onPause: () => void;
}) {
  const { words, format } = useLanguage();
  const bound = (field: keyof EventFilter) => ({
    value: filter[field],
    onInput: ({ currentTarget }: { currentTarget: { value: string } }) =>
      onFilter({ ...filter, [field]: currentTarget.value }),
  });
  const choice = (field: 'name' | 'provider') => (
    <Field label={words.events[field]}>
      {(ids) => (
        <select {...ids} {...bound(field)}>
          <option value="">{words.events.any}</option>
          {choices(known, field, filter[field]).map((value) => (
            <option key={value} value={value}>
              {value}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
  return (
    <div class="event-controls">
      <Field label={words.events.text}>
        {(ids) => <input {...ids} {...bound('text')} type="search" autocomplete="off" spellcheck={false} />}
      </Field>
      {choice('name')}
      {choice('provider')}
      <div class="row">
        <button type="button" onClick={onPause}>
          <Icon name={paused ? 'play' : 'pause'} />
          {paused ? words.events.resume : words.events.pause}
        </button>
        <button
          type="button"
          title={words.events.exportMeans}
          disabled={shown.length === 0}
          onClick={() => downloadLines(shown)}
        >
          <Icon name="download" />
          {words.events.export}
        </button>
        <span class="quiet">{words.events.shown(format.number(shown.length), format.number(known.length))}</span>
      </div>
    </div>
  );
}

/** What is chosen stays a choice when the last event of it is gone. */
function choices(known: readonly AuditEvent[], field: 'name' | 'provider', chosen: string): readonly string[] {
  const values = valuesOf(known, field);
  return chosen === '' || values.includes(chosen) ? values : [...values, chosen];
}
