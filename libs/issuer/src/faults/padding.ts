const CHUNK = Buffer.alloc(64 * 1024, ' ');

/** White space and then `body`, `bytes` in all, without ever holding them all. */
export function* padding(bytes: number, body: string): Generator<Buffer> {
  let left = bytes - Buffer.byteLength(body);
  for (; left > 0; left -= CHUNK.length) yield CHUNK.subarray(0, left);
  yield Buffer.from(body);
}
