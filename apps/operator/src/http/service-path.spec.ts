import { servicePath } from './service-path.js';

it.each([
  ['/operator/', ''],
  ['/operator/index.html', ''],
  ['/portero/operator/', '/portero'],
  ['/one/two/operator/', '/one/two'],
])('of %s is %j', (pathname, path) => {
  expect(servicePath(pathname)).toBe(path);
});
