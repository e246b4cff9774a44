import { parseSetCookie } from 'cookie';
import { PUBLIC_URL } from '../running-service.js';

type Headers = Readonly<Record<string, string>>;

export interface Answer {
  readonly status: number;
  readonly headers: Response['headers'];
  readonly location: string;
  readonly text: string;
}

/** A browser as far as sign-ins need one: it keeps cookies, sends those of a path there, and follows nothing by itself. */
export class Browser {
  private readonly cookies = new Map<string, { value: string; path: string }>();
  /** Every `Set-Cookie` that came. */
  readonly received: string[] = [];

  /**
   * @param url where the service listens, which knows itself by PUBLIC_URL
   * @param always sent with every request; by default what a proxy tells of a caller that is elsewhere
   */
  constructor(
    private readonly url: string,
    private readonly always: Headers = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https' },
  ) {}

  /** @param target a path of the service, or any URL */
  async request(target: string, init: { method?: string; headers?: Headers; body?: string } = {}): Promise<Answer> {
    const url = new URL(target, PUBLIC_URL);
    const own = url.origin === PUBLIC_URL;
    const headers = { ...(own && { ...this.always, cookie: this.cookiesFor(url.pathname) }), ...init.headers };
    const where = own ? this.url + url.href.slice(PUBLIC_URL.length) : url.href;
    const response = await fetch(where, { ...init, headers, redirect: 'manual' });
    if (own) this.keep(response.headers.getSetCookie());
    const location = response.headers.get('location') ?? '';
    return { status: response.status, headers: response.headers, location, text: await response.text() };
  }

  /** Names of the cookies that it has. */
  get names(): string[] {
    return [...this.cookies.keys()];
  }

  value(name: string): string {
    return this.cookies.get(name)?.value ?? '';
  }

  put(name: string, value: string, path = '/'): void {
    this.cookies.set(name, { value, path });
  }

  private cookiesFor(path: string): string {
    const sent = [...this.cookies].filter(([, cookie]) => `${path}/`.startsWith(cookie.path.replace(/\/?$/, '/')));
    return sent.map(([name, { value }]) => `${name}=${value}`).join('; ');
  }

  private keep(texts: readonly string[]): void {
    this.received.push(...texts);
    for (const { name, value, path = '/', maxAge } of texts.map((text) => parseSetCookie(text))) {
      if (maxAge === 0) this.cookies.delete(name);
      else this.cookies.set(name, { value: value ?? '', path });
    }
  }
}
