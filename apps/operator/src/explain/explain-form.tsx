import { useEffect, useRef } from 'preact/hooks';
import { useLanguage } from '../language/language-context.js';
import { Field } from '../shell/field.js';
import { type Question, questionOf } from './question.js';

const TYPED = { autocomplete: 'off', spellcheck: false, autocapitalize: 'off' } as const;

/** The token stays in its field, which is emptied when it is left: it is in no state, URL or storage. */
export function ExplainForm({
  busy,
  onAsk,
  onClear,
}: {
  busy: boolean;
  onAsk: (question: Question) => void;
  onClear: () => void;
}) {
  const { words } = useLanguage();
  const token = useRef<HTMLTextAreaElement>(null);
  const permissions = useRef<HTMLInputElement>(null);
  const audience = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const field = token.current;
    const empty = () => {
      if (field) field.value = '';
    };
    // A page that is gone may come back from the browser's cache.
    addEventListener('pagehide', empty);
    return () => {
      removeEventListener('pagehide', empty);
      empty();
    };
  }, []);
  const optional = words.explain.optional;
  return (
    <form
      class="panel explain-form"
      aria-label={words.shell.explain}
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        if (busy) return;
        onAsk(
          questionOf({
            token: token.current?.value ?? '',
            permissions: permissions.current?.value ?? '',
            audience: audience.current?.value ?? '',
          }),
        );
      }}
      onReset={onClear}
    >
      <Field label={words.explain.token} hint={words.explain.tokenHint}>
        {(ids) => <textarea {...ids} {...TYPED} ref={token} rows={7} wrap="soft" />}
      </Field>
      <div class="pair">
        <Field label={words.explain.permissions} note={optional} hint={words.explain.permissionsHint}>
          {(ids) => <input {...ids} {...TYPED} ref={permissions} type="text" placeholder="read:students" />}
        </Field>
        <Field label={words.explain.audience} note={optional} hint={words.explain.audienceHint}>
          {(ids) => <input {...ids} {...TYPED} ref={audience} type="text" />}
        </Field>
      </div>
      <p class="row">
        <button type="submit" data-primary aria-disabled={busy}>
          {busy ? words.explain.starting : words.explain.start}
        </button>
        <button type="reset">{words.explain.clear}</button>
      </p>
      <p class="hint">{words.explain.privacy}</p>
    </form>
  );
}
