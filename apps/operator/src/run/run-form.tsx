import { useState } from 'preact/hooks';
import type { ProvidersReport } from '../http/contract.js';
import { useAsked } from '../http/use-asked.js';
import { Icon } from '../icons/icon.js';
import { useLanguage } from '../language/language-context.js';
import { Field } from '../shell/field.js';
import { useServices } from '../shell/services.js';
import { useStore } from '../state/use-store.js';
import { runRequest } from './runner.js';

const EMPTY = { provider: '', scope: '', audience: '' };

/** What a run may be told, all of it optional. */
export function RunForm() {
  const { words } = useLanguage();
  const { api, runner } = useServices();
  const { value } = useAsked<ProvidersReport>(api, '/operator/api/providers');
  const begun = useStore(runner);
  const [fields, setFields] = useState(EMPTY);
  const busy = begun !== undefined && !begun.over;
  const names = (value?.providers ?? []).filter(({ client }) => client !== null).map(({ name }) => name);
  const field = (name: keyof typeof EMPTY) => ({
    value: fields[name],
    onInput: ({ currentTarget }: { currentTarget: { value: string } }) =>
      setFields({ ...fields, [name]: currentTarget.value }),
  });
  return (
    <form
      class="panel run-form"
      aria-label={words.run.request}
      onSubmit={(event) => {
        event.preventDefault();
        if (busy) return;
        location.hash = '#/run';
        void runner.start(runRequest(fields));
      }}
    >
      <Field label={words.run.provider}>
        {(ids) => (
          <select {...ids} {...field('provider')}>
            <option value="">
              {value?.providers[0] ? words.run.defaultProvider(value.providers[0].name) : words.run.noDefault}
            </option>
            {names.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={words.run.scope} note={words.run.optional}>
        {(ids) => <input {...ids} {...field('scope')} type="text" autocomplete="off" spellcheck={false} />}
      </Field>
      <Field label={words.run.audience} note={words.run.optional}>
        {(ids) => <input {...ids} {...field('audience')} type="text" autocomplete="off" spellcheck={false} />}
      </Field>
      <button type="submit" data-primary aria-disabled={busy}>
        <Icon name={busy ? 'pending' : 'play'} />
        {busy ? words.run.starting : words.run.start}
      </button>
    </form>
  );
}
