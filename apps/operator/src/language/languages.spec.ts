import { en } from './en.js';
import { es } from './es.js';
import { languageOf } from './languages.js';

type Leaf = readonly [path: string, value: unknown];

function leaves(value: unknown, path = ''): Leaf[] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`));
}

/** What a text is like, whatever it says. */
const shape = ([path, value]: Leaf) => `${path}: ${typeof value === 'function' ? value.length : typeof value}`;
const said = ([, value]: Leaf) =>
  typeof value === 'function' ? String(value(...['<1>', '<2>', '<3>'].slice(0, value.length))) : String(value);

describe('the languages', () => {
  it('have the same texts, with the same blanks', () => {
    expect(leaves(es).map(shape).sort()).toEqual(leaves(en).map(shape).sort());
  });

  it.each([
    ['en', en],
    ['es', es],
  ])('say something everywhere, and use every blank: %s', (_, words) => {
    for (const leaf of leaves(words)) {
      const [path, value] = leaf;
      expect([path, said(leaf).trim()]).not.toEqual([path, '']);
      if (typeof value !== 'function') continue;
      for (let blank = 1; blank <= value.length; blank++) expect(said(leaf)).toContain(`<${blank}>`);
    }
  });

  it('are not each other', () => {
    const english = new Map(leaves(en).map((leaf) => [leaf[0], said(leaf)]));
    const sentences = leaves(es).filter((leaf) => said(leaf).split(' ').length > 3);
    expect(sentences.filter((leaf) => english.get(leaf[0]) === said(leaf))).toEqual([]);
  });
});

describe('the language of a page', () => {
  it.each([
    ['en', ['es-AR'], 'en'],
    [null, ['es-AR', 'en'], 'es'],
    [null, ['fr', 'ES'], 'es'],
    [null, ['fr', 'de'], 'en'],
    [null, [], 'en'],
    ['toString', ['es'], 'es'],
  ] as const)('remembered %p and preferred %p: %s', (remembered, preferred, language) => {
    expect(languageOf(remembered, preferred)).toBe(language);
  });
});
