/** The operator's page. */
export const OPERATOR_PAGE = '/operator/';

const LONGEST = 500;
// Printable ASCII without the backslash, which browsers read as a slash.
const SAFE = /^[\x21-\x5b\x5d-\x7e]+$/;

/** Where to go after a sign-in: a path of the operator's page, or else its beginning. Nothing leads to another host. */
export function returnPath(wanted: unknown): string {
  if (typeof wanted !== 'string' || wanted.length > LONGEST || !SAFE.test(wanted)) return OPERATOR_PAGE;
  if (!wanted.startsWith(OPERATOR_PAGE) || wanted.includes('//')) return OPERATOR_PAGE;
  // Dots, encoded too, are worked out as browsers do it.
  const { pathname, search, hash } = new URL(wanted, 'http://localhost');
  return pathname.startsWith(OPERATOR_PAGE) ? `${pathname}${search}${hash}` : OPERATOR_PAGE;
}
