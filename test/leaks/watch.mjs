import { ChildProcess } from 'node:child_process';
import { subscribe } from 'node:diagnostics_channel';
import { IncomingMessage, ServerResponse } from 'node:http';
import { linesThatTell, secretsInBody, secretsInHeaders } from './secrets.mjs';

/** What is larger is sent by tests of what is too large. */
const LARGEST_BODY = 262_144;

/** Every secret that this process has seen on a wire, and everything that was printed since the last look. */
const needles = new Set();
let printed = [];
let watching = false;

/** Looks at every request, answer and process from here on: once in a process. */
export function watch() {
  if (watching) return;
  watching = true;
  subscribe('http.server.request.start', ({ request }) => learn(secretsInHeaders(request.headers)));
  subscribe('http.client.request.start', ({ request }) => learn(secretsInHeaders(request.getHeaders())));
  subscribe('undici:request:create', ({ request }) => learn(secretsInHeaders(pairs(request.headers))));
  subscribe('portero.test.printed', (line) => printed.push(line));
  before(IncomingMessage.prototype, 'push', learnBody);
  before(ServerResponse.prototype, 'write', learnBody);
  before(ServerResponse.prototype, 'end', learnBody);
  before(process.stdout, 'write', hear);
  before(process.stderr, 'write', hear);
  after(ChildProcess.prototype, 'spawn', ({ stdout, stderr, spawnargs }) => {
    // What `portero token` prints is the token. Not a listener: that would read what a test leaves unread.
    const streams = spawnargs.slice(1, 3).join(' ').endsWith('portero.js token') ? [stderr] : [stdout, stderr];
    for (const stream of streams) if (stream) before(stream, 'push', hear);
  });
}

/** @returns every line since the last look that has a secret in it */
export function leaks() {
  const text = printed.join('');
  printed = [];
  return linesThatTell(text, needles);
}

/** Whether a text would be found. */
export function isSecret(text) {
  return linesThatTell(text, needles).length > 0;
}

function learn(found) {
  for (const needle of found) needles.add(needle);
}

function learnBody(chunk) {
  const isText = typeof chunk === 'string' || Buffer.isBuffer(chunk);
  if (isText && chunk.length <= LARGEST_BODY) learn(secretsInBody(String(chunk)));
}

function hear(chunk) {
  if (chunk !== null) printed.push(String(chunk));
}

function pairs(headers) {
  const flat = Array.isArray(headers) ? headers : headers.split(/: |\r\n/);
  return Object.fromEntries(
    flat.flatMap((name, at) => (at % 2 === 0 ? [[String(name).toLowerCase(), String(flat[at + 1])]] : [])),
  );
}

function before(target, method, see) {
  const original = target[method];
  target[method] = function (chunk, ...more) {
    see(chunk);
    return original.call(this, chunk, ...more);
  };
}

function after(target, method, see) {
  const original = target[method];
  target[method] = function (...given) {
    const result = original.apply(this, given);
    see(this);
    return result;
  };
}
