import type { IncomingMessage } from 'node:http';
import { isLoopbackHost } from '@portero/auth';

const FORWARDING =
  /^(forwarded|via|x-real-ip|x-client-ip|x-forwarded-.+|client-cert(-chain)?|cf-connecting-ip|true-client-ip)$/;
const LOOPBACK_PEER = /^(127\.|::1$|::ffff:127\.)/;

/**
 * Whether a request comes straight from this machine. A proxy on this machine is a loopback peer too, so no forwarding
 * header may be there; and so is a browser, so a page of another origin is refused, also when it made its own host name
 * resolve to 127.0.0.1 (DNS rebinding).
 */
export function isDirectLoopback({ socket, headers }: IncomingMessage, frontendOrigin?: string): boolean {
  if (!LOOPBACK_PEER.test(socket.remoteAddress ?? '')) return false;
  if (Object.keys(headers).some((name) => FORWARDING.test(name))) return false;
  if (!isLoopbackAuthority(`http://${headers.host}`)) return false;
  return headers.origin === undefined || headers.origin === frontendOrigin || isLoopbackAuthority(headers.origin);
}

function isLoopbackAuthority(url: string): boolean {
  return URL.canParse(url) && isLoopbackHost(new URL(url).hostname);
}
