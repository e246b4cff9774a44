import { useId } from 'preact/hooks';

/** JSON under a heading; a long one scrolls. */
export function JsonText({ title, text }: { title: string; text: string }) {
  const id = useId();
  return (
    <section class="json" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard */}
      <pre tabIndex={0}>{text}</pre>
    </section>
  );
}
