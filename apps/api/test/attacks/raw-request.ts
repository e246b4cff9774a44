import { connect } from 'node:net';

/** A request as it is written: HTTP clients would refuse or mend some of these. */
export interface RawRequest {
  readonly method?: string;
  readonly target?: string;
  /** Header lines. */
  readonly fields: readonly string[];
  readonly body?: string;
}

export interface RawAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
  /** All of it, the headers too. */
  readonly text: string;
}

const PATIENCE = 5_000;

/** @throws Error when the connection breaks or no answer comes within five seconds */
export function sendRaw(url: string, { method = 'GET', target = '/', fields, body = '' }: RawRequest) {
  return new Promise<RawAnswer>((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    const chunks: Buffer[] = [];
    socket.setTimeout(PATIENCE, () => socket.destroy(new Error('No answer came')));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('end', () => resolve(parseAnswer(Buffer.concat(chunks).toString('latin1'))));
    const lines = [`${method} ${target} HTTP/1.1`, 'Host: localhost', 'Connection: close', ...fields, '', body];
    socket.write(Buffer.from(lines.join('\r\n'), 'latin1'));
  });
}

function parseAnswer(text: string): RawAnswer {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [statusLine = '', ...lines] = head.split('\r\n');
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { status: Number(statusLine.slice(9, 12)), headers: new Map(headers), body: rest.join('\r\n\r\n'), text };
}
