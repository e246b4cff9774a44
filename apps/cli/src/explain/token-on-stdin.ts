import { Misuse } from '../exit-code.js';

/** More than any server takes in its headers. */
const MOST = 65_536;

/** Everything up to the end of a stream. @throws {Misuse} it is too long to be a token */
export async function readAll(stream: AsyncIterable<string | Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MOST) throw new Misuse(`Standard input has more than ${MOST} bytes: that is no token.`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** What people copy along with a token, each with its name. */
const WRAPPINGS: readonly (readonly [name: string, unwrap: (text: string) => string])[] = [
  ['white space', (text) => text.trim()],
  ['quotes', (text) => text.replace(/^(["'`])([\s\S]*)\1$/, '$2')],
  ['"Bearer"', (text) => text.replace(/^Bearer\s/i, '')],
];

/**
 * The one token in a text, and what was taken off it.
 *
 * @throws {Misuse} none, or several
 */
export function tokenIn(text: string): { token: string; takenOff: string[] } {
  // The end of a line belongs to the way that lines are sent.
  let token = text.replace(/\r?\n$/, '');
  const takenOff = new Set<string>();
  for (let before: string | undefined; before !== token; ) {
    before = token;
    for (const [name, unwrap] of WRAPPINGS) {
      const bare = unwrap(token);
      if (bare !== token) takenOff.add(name);
      token = bare;
    }
  }
  if (token === '') throw new Misuse('There is no token on standard input.');
  if (/\s/.test(token)) throw new Misuse('Standard input has more than one word: send exactly one token.');
  return { token, takenOff: [...takenOff] };
}
