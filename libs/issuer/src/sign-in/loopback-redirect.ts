const LOOPBACK = /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?(\/.*)$/;

/** A path of segments, each of them plain or a word in braces. */
export const LOOPBACK_PATH = /^(?:\/(?:\{\w+\}|[\w.~-]+))+$/;

/**
 * Whether a redirect URI leads to this machine, at any port (RFC 8252 §7.3), by this path.
 * @param path as `RegisteredClient.loopbackRedirectPath`
 */
export function isLoopbackRedirect(uri: string, path: string): boolean {
  const [, segments] = LOOPBACK.exec(uri) ?? [];
  const pattern = path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[\\w-]+');
  return segments !== undefined && new RegExp(`^${pattern}$`).test(segments) && URL.canParse(uri);
}
