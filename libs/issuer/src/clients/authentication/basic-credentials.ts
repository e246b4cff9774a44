const BASIC = /^Basic +(?<token>[A-Za-z0-9+/]+={0,2}) *$/i;

/**
 * RFC 6749 §2.3.1: id and secret, each form-urlencoded, then joined and sent as RFC 7617 says.
 * @returns `undefined` for any header that is not exactly that
 */
export function basicCredentials(authorization: string): { id: string; secret: string } | undefined {
  const token = BASIC.exec(authorization)?.groups?.token;
  if (token === undefined) return undefined;
  try {
    const pair = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(token, 'base64'));
    const colon = pair.indexOf(':');
    if (colon < 1) return undefined;
    return { id: formDecoded(pair.slice(0, colon)), secret: formDecoded(pair.slice(colon + 1)) };
  } catch {
    return undefined;
  }
}

/** @throws URIError for a stray `%`, which `URLSearchParams` would let pass */
function formDecoded(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}
