import { request } from 'node:https';
import type { TestIdentity } from './certificates.js';
import { type Form, formBody } from './http-client.js';

export interface TlsOptions {
  /** Whom the client trusts. */
  readonly ca: string;
  /** The certificate it presents. */
  readonly as?: Pick<TestIdentity, 'cert' | 'key'>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** POSTs a form, or GETs without one, over a connection of its own. */
// biome-ignore lint/suspicious/noExplicitAny: an answer is compared with what it should be, whatever it is
export function overTls(url: string, tls: TlsOptions, form?: Form): Promise<{ status: number; body: any }> {
  const { ca, as, headers } = tls;
  const body = form && formBody(form).toString();
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method: body === undefined ? 'GET' : 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        agent: false,
        ca,
        ...as,
      },
      async (response) => {
        let text = '';
        for await (const chunk of response.setEncoding('utf8')) text += chunk;
        resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) });
      },
    );
    sent.on('error', reject).end(body);
  });
}
