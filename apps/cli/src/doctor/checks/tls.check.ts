import { connect } from 'node:tls';
import type { Check } from '../check.js';
import { type Finding, fault, ok, skipped, warning } from '../finding.js';
import { tlsHint } from '../hints/tls-hints.js';
import { knownUrls, onePerHost } from '../hosts.js';

const DAY = 24 * 60 * 60 * 1000;
const SOON = 21;
const TIMEOUT = 5_000;

/** The servers' certificates are trusted, for their hosts, and last. */
export const tls: Check = {
  name: 'tls',
  needs: ['dns'],
  async run(subject) {
    const urls = onePerHost(knownUrls(subject));
    const secure = urls.filter(({ protocol }) => protocol === 'https:');
    if (secure.length === 0) return [skipped('plain http on a loopback address')];
    return Promise.all(secure.map((url) => examineServer(url, subject.clock.now())));
  },
};

/** Whether a server shows a certificate that is trusted, and lasts. */
export async function examineServer(url: URL, now: number): Promise<Finding> {
  try {
    const end = await certificateEnd(url);
    const days = Math.floor((end.getTime() - now) / DAY);
    const message = `${url.host} has a trusted certificate for ${days} more days`;
    return days < SOON ? warning(message, 'whoever runs this server must renew its certificate') : ok(message);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    return fault(`${url.host} cannot be trusted or reached (${code})`, tlsHint(code));
  }
}

function certificateEnd({ hostname, port }: URL): Promise<Date> {
  const host = hostname.replace(/[[\]]/g, '');
  return new Promise((resolve, reject) => {
    const servername = /^[\d.]+$|:/.test(host) ? undefined : host;
    const socket = connect({ host, port: Number(port) || 443, servername, timeout: TIMEOUT }, () => {
      resolve(new Date(socket.getPeerCertificate().valid_to));
      socket.end();
    });
    socket.once('timeout', () => socket.destroy(Object.assign(new Error('No answer'), { code: 'ETIMEDOUT' })));
    socket.once('error', reject);
  });
}
