import { whatToTry } from './what-to-try.js';

it.each([
  ['http://127.0.0.1:3001', 'http://localhost:3001', 'http://localhost:3001', 'localhost:3001/m2m/run'],
  ['https://127.0.0.1:3001', 'https://api.example', 'https://localhost:3001', 'https://api.example/m2m/run'],
])('tells of %s, known as %s', (url, publicUrl, listens, tries) => {
  const text = whatToTry(url, publicUrl);
  expect(text).toContain(`Portero listens on ${listens}. Try:`);
  expect(text).toContain(`curl -s -X POST ${tries}\n`);
});
