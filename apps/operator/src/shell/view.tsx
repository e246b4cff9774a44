import type { ComponentChildren } from 'preact';

/** A view, with the heading that the focus goes to. */
export function View({ title, intro, children }: { title: string; intro: string; children: ComponentChildren }) {
  return (
    <>
      <header class="view-head">
        <h1 tabIndex={-1}>{title}</h1>
        <p class="intro">{intro}</p>
      </header>
      {children}
    </>
  );
}
