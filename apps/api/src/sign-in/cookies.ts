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

  constructor(publicUrl: string) {
    const { protocol, pathname } = new URL(publicUrl);
    this.base = pathname.replace(/\/$/, '');
    this.secure = protocol === 'https:';
  }

  /** What browsers promise by the name alone (RFC 6265bis §4.1.3): `__Host-` is of this host and of all its paths. */
  prefix(path: string): string {
    if (!this.secure) return '';
    return path === '/' ? '__Host-' : '__Secure-';
  }

  set(reply: FastifyReply, cookie: Required<Pick<SetCookie, 'name' | 'value' | 'path' | 'maxAge'>>): void {
    const text = stringifySetCookie({ ...cookie, httpOnly: true, sameSite: 'lax', secure: this.secure });
    reply.header('set-cookie', text);
  }

  remove(reply: FastifyReply, name: string, path: string): void {
    this.set(reply, { name, value: '', path, maxAge: 0 });
  }
}
