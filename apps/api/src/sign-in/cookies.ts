import { parseCookie, type SetCookie, stringifySetCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The cookies of a request, by name. */
export function cookiesOf({ headers }: FastifyRequest): Readonly<Record<string, string | undefined>> {
  return parseCookie(headers.cookie ?? '');
}

/** How this service sets a cookie: for its own requests, and for navigations that lead here, but not for scripts. */
export class CookieJar {
  /** Where the service is, beneath its host; empty as a rule. */
  readonly base: string;
  private readonly secure: boolean;
  private readonly port: string;

  constructor(publicUrl: string) {
    const { protocol, pathname, port } = new URL(publicUrl);
    this.base = pathname.replace(/\/$/, '');
    this.secure = protocol === 'https:';
    this.port = port || '80';
  }

  /**
   * What browsers promise by the name alone (RFC 6265bis §4.1.3): `__Host-` is of this host and of all its paths. Over
   * http, which is localhost as a rule, the port is in the name: browsers send a cookie to all ports (RFC 6265 §8.5),
   * and two services there would take each other's.
   */
  nameOf(name: string, path: string): string {
    if (!this.secure) return `${name}-${this.port}`;
    return path === '/' ? `__Host-${name}` : `__Secure-${name}`;
  }

  set(reply: FastifyReply, cookie: Required<Pick<SetCookie, 'name' | 'value' | 'path' | 'maxAge'>>): void {
    const text = stringifySetCookie({ ...cookie, httpOnly: true, sameSite: 'lax', secure: this.secure });
    reply.header('set-cookie', text);
  }

  remove(reply: FastifyReply, name: string, path: string): void {
    this.set(reply, { name, value: '', path, maxAge: 0 });
  }
}
