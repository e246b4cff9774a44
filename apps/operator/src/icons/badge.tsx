import type { ComponentChildren } from 'preact';
import { Icon } from './icon.js';

/** A state, by a sign and a word: never by its colour alone. */
export function Badge({
  tone,
  children,
}: {
  tone: 'good' | 'bad' | 'warning' | 'neutral' | 'pending';
  children: ComponentChildren;
}) {
  return (
    <span class="badge" data-tone={tone}>
      <Icon name={tone} />
      {children}
    </span>
  );
}
