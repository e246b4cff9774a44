/**
 * Every value of a header field.
 *
 * @param rawHeaders as in `http.IncomingMessage.rawHeaders`: names and values in turn
 * @param name in lower case
 */
export function fieldValues(rawHeaders: readonly string[], name: string): string[] {
  const values: string[] = [];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const field = rawHeaders[i] as string;
    if (field.length === name.length && field.toLowerCase() === name) values.push(rawHeaders[i + 1] as string);
  }
  return values;
}
