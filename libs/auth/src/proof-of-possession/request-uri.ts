// Visible ASCII only (RFC 3986 §2), without user information, and without the backslash that some readers take for "/".
const URI = /^(https?:\/\/(?:(?![/?#@\\])[!-~])+)((?:\/(?:(?![?#\\])[!-~])*)?)(?:[?#]|$)/i;
const TARGET = /^(\/(?:(?![?#\\])[!-~])*)(?:[?#]|$)/;
const BROKEN_ESCAPE = /%(?![0-9a-f]{2})/i;
const UNRESERVED = /[\w.~-]/;
const DOT_SEGMENT = /\/\.\.?(?:\/|$)/;

/**
 * A URI in the one form of its equals by syntax and scheme (RFC 3986 §6.2.2 and §6.2.3), without query and fragment,
 * which do not count in `htu` (RFC 9449 §4.3).
 *
 * @returns `undefined` for what is no http(s) URI
 */
export function normalUri(uri: string): string | undefined {
  const [, place, path] = URI.exec(uri) ?? [];
  if (!place || path === undefined || BROKEN_ESCAPE.test(path) || !URL.canParse(place)) return undefined;
  return new URL(place).origin + withoutDotSegments(normalEscapes(path || '/'));
}

/**
 * The normal URI of a request: as clients write it, whatever the `Host` field and the target would like it to be.
 *
 * @param publicUrl normal, and without a slash at its end
 * @param target path and query as received (RFC 9112 §3.2.1)
 * @returns `undefined` for any other form of target, and for one with dot segments: no client sends these (RFC 3986
 *   §5.2.4), and a router may take them for the name of another resource than the one they lead to
 */
export function requestUri(publicUrl: string, target: string): string | undefined {
  const [, path] = TARGET.exec(target) ?? [];
  if (path === undefined || BROKEN_ESCAPE.test(path)) return undefined;
  const normal = normalEscapes(path);
  return DOT_SEGMENT.test(normal) ? undefined : publicUrl + normal;
}

function normalEscapes(path: string): string {
  return path.replaceAll(/%[0-9a-f]{2}/gi, (coded) => {
    const letter = String.fromCharCode(Number.parseInt(coded.slice(1), 16));
    return UNRESERVED.test(letter) ? letter : coded.toUpperCase();
  });
}

function withoutDotSegments(path: string): string {
  const kept: string[] = [];
  const segments = path.split('/').slice(1);
  for (const segment of segments) {
    if (segment === '..') kept.pop();
    else if (segment !== '.') kept.push(segment);
  }
  if (/^\.\.?$/.test(segments.at(-1) ?? '')) kept.push('');
  return `/${kept.join('/')}`;
}
