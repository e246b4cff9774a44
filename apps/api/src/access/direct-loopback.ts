import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { isLoopbackHost } from '@portero/auth';

const FORWARDING =
  /^(forwarded|via|x-real-ip|x-client-ip|x-forwarded-.+|client-cert(-chain)?|cf-connecting-ip|true-client-ip)$/;
const LOOPBACK_PEER = /^(127\.|::1$|::ffff:127\.)/;

/**
 * Whether a request comes straight from this machine. A proxy on this machine is a loopback peer too, so no forwarding
 * header may be there; and so is a browser, so a page of another origin is refused, also when it made its own host name
 * resolve to 127.0.0.1 (DNS rebinding).
 */
export function isDirectLoopback({ socket, headers, httpVersion }: IncomingMessage, frontendOrigin?: string): boolean {
  if (!LOOPBACK_PEER.test(socket.remoteAddress ?? '')) return false;
  // nginx, unless it is told more, speaks it to what is behind it, with a host of its own and no forwarding header.
  if (httpVersion === '1.0') return false;
  if (Object.keys(headers).some((name) => FORWARDING.test(name))) return false;
  if (!isLoopbackAuthority(`http://${headers.host}`)) return false;
  if (headers.origin === undefined) return !isLoadOfOtherSite(headers);
  return headers.origin === frontendOrigin || isLoopbackAuthority(headers.origin);
}

/** Images, scripts and frames of a page come without an `Origin` (Fetch Metadata); so do links, which are good. */
function isLoadOfOtherSite({ 'sec-fetch-site': site, 'sec-fetch-dest': destination }: IncomingHttpHeaders): boolean {
  return site === 'cross-site' && destination !== 'document';
}

function isLoopbackAuthority(url: string): boolean {
  return URL.canParse(url) && isLoopbackHost(new URL(url).hostname);
}
