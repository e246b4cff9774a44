import { html } from './html.js';

it('escapes every text, and nothing that it made itself', () => {
  const items = ['<', '&amp;'].map((text) => html`<li title="${text}">${text}</li>`);
  expect(html`<ul class='${`"'`}'>${items}${undefined}</ul>`.markup).toBe(
    `<ul class='&quot;&#39;'><li title="&lt;">&lt;</li><li title="&amp;amp;">&amp;amp;</li></ul>`,
  );
});
