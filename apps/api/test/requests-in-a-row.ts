import type { Socket } from 'node:net';

/** Sends the requests in a row on one connection, and counts the answers with the status. */
export async function answers(socket: Socket, requests: readonly string[], status: number): Promise<number> {
  let said = '';
  const wanted = new RegExp(`HTTP/1\\.1 ${status} `, 'g');
  const answered = new Promise<number>((resolve) => {
    const count = (chunk: Buffer) => {
      said += chunk.toString('latin1');
      const seen = (said.match(/HTTP\/1\.1 /g) ?? []).length;
      if (seen < requests.length) return;
      socket.off('data', count);
      resolve((said.match(wanted) ?? []).length);
    };
    socket.on('data', count);
  });
  socket.write(requests.join(''));
  return answered;
}

export const get = (path: string, token = '') =>
  `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${token && `Authorization: Bearer ${token}\r\n`}\r\n`;
