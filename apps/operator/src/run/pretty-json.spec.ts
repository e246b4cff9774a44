import { prettyJson } from './pretty-json.js';

it('indents JSON, and leaves the rest as it came', () => {
  expect(prettyJson('[{"id":1}]')).toBe('[\n  {\n    "id": 1\n  }\n]');
  expect(prettyJson('[{"id":1},{"i…')).toBe('[{"id":1},{"i…');
});
