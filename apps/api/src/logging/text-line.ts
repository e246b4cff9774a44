const PLAIN = /^[\w.:/@+-]+$/;
// JSON leaves some of them as they are, and a terminal obeys them.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const CONTROL = /[\x00-\x1f\x7f-\x9f\u2028\u2029]/g;

/** A line of the log as people read it: `09:30:00.000 WARN  [Auth] bearer_refused route="GET /students" …`. */
export function textLine(line: string): string {
  const { level, time, name: _, context, msg, ...fields } = JSON.parse(line);
  const pairs = Object.entries(fields).map(([key, value]) => `${key}=${shown(value)}`);
  const words = [time.slice(11, 23), level.toUpperCase().padEnd(5), context && `[${context}]`, msg, ...pairs];
  return `${words.filter(Boolean).join(' ').replace(CONTROL, escaped)}\n`;
}

function shown(value: unknown): string {
  return typeof value === 'string' && PLAIN.test(value) ? value : JSON.stringify(value);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
