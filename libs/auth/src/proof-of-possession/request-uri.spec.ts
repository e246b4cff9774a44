import fc from 'fast-check';
import { normalUri, requestUri } from './request-uri.js';

describe('a URI in its normal form', () => {
  it.each([
    ['scheme and host in any case (RFC 3986 §6.2.2.1)', 'HTTPS://API.Example/Students', 'https://api.example/Students'],
    ['the port of the scheme (§6.2.3)', 'https://api.example:443/a', 'https://api.example/a'],
    ['an empty port', 'https://api.example:/a', 'https://api.example/a'],
    ['another port', 'https://api.example:8443/a', 'https://api.example:8443/a'],
    ['the port of the other scheme', 'http://api.example:443/a', 'http://api.example:443/a'],
    ['an empty path', 'https://api.example', 'https://api.example/'],
    ['an empty path before a query', 'https://api.example?a=/b', 'https://api.example/'],
    ['query and fragment', 'https://api.example/a?b=%zz#c', 'https://api.example/a'],
    ['a fragment with a question mark', 'https://api.example/a#b?c', 'https://api.example/a'],
    ['escapes in any case (§6.2.2.1)', 'https://api.example/%c3%a9%2f', 'https://api.example/%C3%A9%2F'],
    ['escapes that no one needs (§6.2.2.2)', 'https://api.example/%7Ea%2d%41', 'https://api.example/~a-A'],
    ['escapes once only', 'https://api.example/%2541', 'https://api.example/%2541'],
    ['dot segments (§6.2.2.3)', 'https://api.example/a/./b/../c', 'https://api.example/a/c'],
    ['dot segments at the end', 'https://api.example/a/b/..', 'https://api.example/a/'],
    ['escaped dot segments', 'https://api.example/a/%2E%2e/b', 'https://api.example/b'],
    ['more dots than there is path', 'https://api.example/../../a', 'https://api.example/a'],
    ['dots that are none', 'https://api.example/a/.../.b/c..', 'https://api.example/a/.../.b/c..'],
    ['slashes in a row', 'https://api.example//a//', 'https://api.example//a//'],
    ['a slash at the end', 'https://api.example/a/', 'https://api.example/a/'],
    ['IPv6', 'http://[::1]:3001/a', 'http://[::1]:3001/a'],
  ])('%s', (_, uri, normal) => {
    expect(normalUri(uri)).toBe(normal);
  });

  it.each([
    '',
    '/students',
    'api.example/students',
    'ftp://api.example/',
    'https:/api.example/',
    'https:///students',
    'https://me@api.example/',
    'https://api.example\\@evil.example/',
    'https://api.example/a\\b',
    'https://api.example/a b',
    'https://api.example/a\n',
    ' https://api.example/',
    'https://api.example/é',
    'https://api.example/%',
    'https://api.example/%2',
    'https://api.example/%zz',
    'https://api.example:99999/',
    'https://[::1/',
  ])('is none of %j', (uri) => {
    expect(normalUri(uri)).toBeUndefined();
  });
});

describe('the URI of a request', () => {
  it.each([
    ['/students', 'https://api.example/v1/students'],
    ['/students?x=https://evil.example', 'https://api.example/v1/students'],
    ['/', 'https://api.example/v1/'],
    ['/?', 'https://api.example/v1/'],
    ['//evil.example/', 'https://api.example/v1//evil.example/'],
    ['/@evil.example/', 'https://api.example/v1/@evil.example/'],
    ['/:8080/', 'https://api.example/v1/:8080/'],
    ['/%73tudents/%c3', 'https://api.example/v1/students/%C3'],
    ['/a?b=/../c', 'https://api.example/v1/a'],
  ])('%s', (target, uri) => {
    expect(requestUri('https://api.example/v1', target)).toBe(uri);
  });

  it.each([
    '',
    '*',
    'students',
    'api.example:443',
    'http://evil.example/students',
    'https://api.example/v1/students',
    '/\\evil.example/',
    '\\\\evil.example/',
    '/a b',
    '/a\t',
    '/é',
    '/%zz',
    '/../admin',
    '/a/./b',
    '/a/..',
    '/.',
    '/a/%2e%2E/b',
  ])('is none for the target %j', (target) => {
    expect(requestUri('https://api.example/v1', target)).toBeUndefined();
  });
});

const segment = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.constantFrom('..', '.', '', '%2e', '%2E.', 'a', '@evil.example', '\\', ':80', '%5c', '%2f'),
);
const path = fc.array(segment, { maxLength: 6 }).map((segments) => `/${segments.join('/')}`);

it('never leaves the service by a target, and has no two normal forms', () => {
  let some = 0;
  fc.assert(
    fc.property(path, (target) => {
      const uri = requestUri('https://api.example', target);
      if (uri === undefined) return;
      some += 1;
      expect(new URL(uri).origin).toBe('https://api.example');
      expect(normalUri(uri)).toBe(uri);
    }),
    { numRuns: 2_000 },
  );
  expect(some).toBeGreaterThan(200);
});

it('is the same for every way to write it that RFC 3986 §6.2 takes for equal', () => {
  const written = fc.record({
    upper: fc.boolean(),
    port: fc.constantFrom('', ':', ':443'),
    detour: fc.constantFrom('/', '/./', '/x/../', '/x/%2e%2e/'),
    tail: fc.constantFrom('', '?', '?a=b', '#c'),
    letters: fc.string({ unit: fc.constantFrom(...'abcXYZ09-._~%/'), maxLength: 12 }),
  });
  fc.assert(
    fc.property(written, ({ upper, port, detour, tail, letters }) => {
      const plain = `s${encodeURIComponent(letters)}`;
      const escaped = plain.replaceAll(/[a-z0-9]/gi, (letter, at: number) =>
        // The digits of an escape stay, and every other letter is escaped.
        at % 2 === 0 && !/%.?$/.test(plain.slice(0, at)) ? `%${letter.charCodeAt(0).toString(16)}` : letter,
      );
      const host = upper ? 'HTTPS://API.EXAMPLE' : 'https://api.example';
      expect(normalUri(`${host}${port}${detour}${escaped}${tail}`)).toBe(`https://api.example/${plain}`);
    }),
    { numRuns: 1_000 },
  );
});

it('is, where it is one, what the URL parser of browsers leads to', () => {
  let some = 0;
  fc.assert(
    fc.property(path, (written) => {
      const uri = normalUri(`https://api.example${written}`);
      if (uri === undefined) return;
      some += 1;
      // That parser escapes a few letters more, and leaves escapes as they are.
      const parsed = new URL(`https://api.example${written}`);
      expect(normalUri(new URL(uri).href)).toBe(normalUri(parsed.href));
    }),
    { numRuns: 2_000 },
  );
  expect(some).toBeGreaterThan(200);
});
