/** Token content for a log line: bounded, and in JSON so that it cannot forge one. */
export function shown(value: unknown): string {
  return value === undefined ? 'absent' : JSON.stringify(value).slice(0, 200);
}
