import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A connection for bytes as they are: http clients would refuse or mend what is to be sent. */
export async function openConnection(url: string): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  // The server may close while the client still sends: what it said before is what matters.
  socket.on('error', () => socket.destroy());
  await once(socket, 'connect');
  return socket;
}

/** Everything the server says until it closes. */
export async function untilClosed(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  await once(socket, 'close');
  return Buffer.concat(chunks).toString('latin1');
}

/** Sends the text, and gives everything that the server says until it closes. */
export async function exchange(url: string, text: string): Promise<string> {
  const socket = await openConnection(url);
  socket.write(Buffer.from(text, 'latin1'));
  return untilClosed(socket);
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The first answer in what a server said. */
export function firstAnswer(said: string): RawAnswer {
  const [head = '', ...rest] = said.split('\r\n\r\n');
  const [first = '', ...fields] = head.split('\r\n');
  const headers = Object.fromEntries(
    fields.map((field) => [field.slice(0, field.indexOf(':')).toLowerCase(), field.slice(field.indexOf(':') + 2)]),
  );
  return { status: Number(first.slice(9, 12)), headers, body: rest.join('\r\n\r\n') };
}
