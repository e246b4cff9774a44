import { problemEntriesIn, readProblemEntries } from './problem-entries.js';

const PAGE = `# A page

Words before.

## A group

### expired

The token is old.

#### Entra

More of it.

### not_yet_valid

The token is young.

## Another group

Words of the group.

### Not a reason

None.
`;

it('finds each entry, from its heading to the next of its level or above', () => {
  expect([...problemEntriesIn(PAGE)]).toEqual([
    ['expired', '### expired\n\nThe token is old.\n\n#### Entra\n\nMore of it.\n'],
    ['not_yet_valid', '### not_yet_valid\n\nThe token is young.\n'],
  ]);
});

it('finds the same in a page with the line ends of Windows', () => {
  expect([...problemEntriesIn(PAGE.replaceAll('\n', '\r\n')).keys()]).toEqual(['expired', 'not_yet_valid']);
});

it('reads the page of the documentation', () => {
  expect(readProblemEntries().get('expired')).toMatch(/^### expired\n\n/);
});
