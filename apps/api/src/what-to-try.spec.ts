import { whatToTry } from './what-to-try.js';

it.each([
  [
    'http://127.0.0.1:3001',
    'http://localhost:3001',
    'http://localhost:3001',
    'localhost:3001',
    'http://localhost:3001',
  ],
  [
    'https://127.0.0.1:3001',
    'https://api.example',
    'https://localhost:3001',
    'https://api.example',
    'https://api.example',
  ],
])('tells of %s, known as %s', (url, publicUrl, listens, tries, page) => {
  const text = whatToTry(url, publicUrl);
  expect(text).toContain(`Portero listens on ${listens}. Try:`);
  expect(text).toContain(`curl -s -X POST ${tries}/m2m/run\n`);
  expect(text).toContain(`in a browser ${page}/operator/\n`);
});
