import type { Page, Request } from 'playwright-core';

/** Three parts of base64url (RFC 7515 §7.1): whatever is made like a token. */
const TOKEN = /eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/;

export interface Sighting {
  readonly method: string;
  readonly url: string;
  readonly where: 'url' | 'request' | 'answer';
}

/** Watches everything that a page sends and gets, its event stream too. */
export class Traffic {
  readonly sightings: Sighting[] = [];
  readonly origins = new Set<string>();
  requests = 0;
  private readonly looking: Promise<void>[] = [];

  constructor(page: Page) {
    page.on('request', (request) => this.sent(request));
    page.on('requestfinished', (request) => this.looking.push(this.answered(request)));
    page.on('websocket', () => this.origins.add('a web socket'));
  }

  /** When everything that has come by now was looked at. */
  async settled(): Promise<Traffic> {
    await Promise.all(this.looking);
    return this;
  }

  private sent(request: Request): void {
    const { method, url } = { method: request.method(), url: request.url() };
    this.requests += 1;
    this.origins.add(new URL(url).origin);
    const headers = Object.values(request.headers()).join('\n');
    if (TOKEN.test(decodeURIComponent(url))) this.sightings.push({ method, url, where: 'url' });
    if (TOKEN.test(`${headers}\n${request.postData()}`)) this.sightings.push({ method, url, where: 'request' });
  }

  private async answered(request: Request): Promise<void> {
    const response = await request.response();
    const headers = Object.values((await response?.allHeaders()) ?? {}).join('\n');
    const body = (await response?.body().catch(() => undefined))?.toString() ?? '';
    if (!TOKEN.test(`${headers}\n${body}`)) return;
    this.sightings.push({ method: request.method(), url: request.url(), where: 'answer' });
  }
}
