// Sends requests over kept-alive connections, one at a time on each, and counts the answers. A request is one prepared
// text: the generator must not be what is measured.
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';

const CONNECTIONS = 32;
const HEAD_END = '\r\n\r\n';

let tokens = [];

const SUPPLIES = {
  /** Tokens in turn, from the first of the range to the last and over again. */
  turn: ([from, to]) => {
    let i = 0;
    return () => tokens[from + (i++ % (to - from))];
  },
  /** Every token of the range once. */
  once: ([from, to]) => {
    let i = from;
    return () => (i < to ? tokens[i++] : undefined);
  },
  /** Honest but for the signature, which no request shares with another. */
  forged: ([from, to]) => {
    let i = 0;
    return () => {
      const token = tokens[from + (i++ % (to - from))];
      const signature = randomBytes(256);
      signature[0] &= 0x7f; // Below the modulus: refused for the wrong sum, not for its size.
      return `${token.slice(0, token.lastIndexOf('.') + 1)}${signature.toString('base64url')}`;
    };
  },
};

/** A sleeping generator would be woken by the server's writes, at the server's cost: up to 5 µs of a request. */
function keepPolling() {
  let polling = true;
  const poll = () => polling && setImmediate(poll);
  poll();
  return () => {
    polling = false;
  };
}

async function load({ port, path, supply, range, requests, milliseconds, connections = CONNECTIONS }) {
  const next = SUPPLIES[supply](range);
  const statuses = {};
  let sent = 0;
  let body = '';
  const end = performance.now() + milliseconds;

  const oneConnection = () =>
    new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      let received = '';
      const send = () => {
        const token = sent < requests && performance.now() < end ? next() : undefined;
        if (!token) return socket.end(resolve);
        sent++;
        socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}${HEAD_END}`);
      };
      socket.setEncoding('latin1');
      socket.on('connect', send);
      socket.on('error', reject);
      socket.on('close', () => reject(new Error('the server closed a connection')));
      socket.on('data', (chunk) => {
        received += chunk;
        const headEnd = received.indexOf(HEAD_END);
        if (headEnd < 0) return;
        const length = /\r\ncontent-length: *(\d+)/i.exec(received.slice(0, headEnd))?.[1];
        if (!length) return reject(new Error('an answer without Content-Length'));
        if (received.length < headEnd + HEAD_END.length + Number(length)) return;
        const status = received.slice(9, 12);
        statuses[status] = (statuses[status] ?? 0) + 1;
        body = received.slice(headEnd + HEAD_END.length);
        received = '';
        send();
      });
    });

  const stopPolling = keepPolling();
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: connections }, oneConnection));
  stopPolling();
  return { sent, statuses, body, seconds: (performance.now() - startedAt) / 1_000 };
}

process.on('message', async (message) => {
  if (message.tokens) tokens = message.tokens;
  process.send(message.tokens ? {} : await load(message).catch(({ message }) => ({ failed: message })));
});
process.send({});
