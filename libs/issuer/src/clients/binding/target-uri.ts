const UNRESERVED = /^[A-Za-z0-9._~-]$/;

/**
 * Whether the `htu` of a proof is the URL that was called: without query and fragment, after the normalisation of RFC 3986
 * §6.2.2 and §6.2.3 (RFC 9449 §4.3).
 */
export function isTargetUri(htu: unknown, url: string): boolean {
  return typeof htu === 'string' && URL.canParse(htu) && normalised(htu) === normalised(url);
}

/** The URL class sees to case, default port and dot segments, and leaves what is percent-encoded. */
function normalised(uri: string): string {
  const url = new URL(uri);
  url.search = '';
  url.hash = '';
  return url.href.replace(/%[0-9a-f]{2}/gi, (octet) => {
    const character = String.fromCharCode(Number.parseInt(octet.slice(1), 16));
    return UNRESERVED.test(character) ? character : octet.toUpperCase();
  });
}
