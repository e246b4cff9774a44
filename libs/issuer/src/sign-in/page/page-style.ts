/** Light and dark, from 320 px up. Every pair of colours has a contrast of 4.5 or more, borders 3 (WCAG 1.4.3, 1.4.11). */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --ground: #f4f5f7; --card: #fff; --text: #1b1f24; --quiet: #4b5563; --line: #6b7280;
  --accent: #0b57a4; --on-accent: #fff; --error: #a3161a; --error-ground: #fdecec; }
@media (prefers-color-scheme: dark) { :root { --ground: #111418; --card: #1b2026; --text: #e8eaed; --quiet: #b6bdc8;
  --line: #8b93a1; --accent: #8ab8ff; --on-accent: #0b1a2c; --error: #ffb4ab; --error-ground: #3b1416; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
main { width: min(100% - 2rem, 26rem); margin: clamp(1rem, 8vh, 5rem) auto; padding: 1.5rem; background: var(--card);
  border-radius: 0.75rem; overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 1.5rem; line-height: 1.25; }
p { margin: 0.5rem 0; }
label { display: block; margin-top: 1rem; font-weight: 600; }
input { width: 100%; min-height: 2.75rem; margin-top: 0.25rem; padding: 0.5rem 0.75rem; font: inherit; color: inherit;
  background: transparent; border: 1px solid var(--line); border-radius: 0.5rem; }
input[aria-invalid] { border-color: var(--error); }
button { width: 100%; min-height: 2.75rem; margin-top: 1.5rem; font: inherit; font-weight: 600; color: var(--on-accent);
  background: var(--accent); border: 1px solid transparent; border-radius: 0.5rem; cursor: pointer; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
code { font-family: ui-monospace, monospace; }
.quiet { color: var(--quiet); font-size: 0.875rem; }
.error { padding: 0.5rem 0.75rem; color: var(--error); background: var(--error-ground); border-radius: 0.5rem; }
`;
