import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** A label, what it labels, and a hint that is read with it. */
export function Field({
  label,
  note,
  hint,
  children,
}: {
  label: string;
  /** Beside the label, such as `optional`. */
  note?: string;
  hint?: string;
  children: (ids: { id: string; 'aria-describedby'?: string }) => ComponentChildren;
}) {
  const id = useId();
  const hintId = `${id}-hint`;
  return (
    <div class="field">
      <label for={id}>
        {label}
        {note && <span class="quiet"> · {note}</span>}
      </label>
      {children({ id, ...(hint && { 'aria-describedby': hintId }) })}
      {hint && (
        <p class="hint" id={hintId}>
          {hint}
        </p>
      )}
    </div>
  );
}
