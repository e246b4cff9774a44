import * as surface from './index.js';

it('exports what it promises and nothing else', () => {
  expect(Object.keys(surface)).toEqual(['startIssuer']);
});
