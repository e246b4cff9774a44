import { writeSync } from 'node:fs';
import { BoundedOutput } from './bounded-output.js';

/** Milliseconds that the end of the process waits for who reads its log. */
const PATIENCE_AT_EXIT = 1_000;

let opened: BoundedOutput | undefined;

/** Everything the process says, in its order. */
export function standardOutput(): BoundedOutput {
  opened ??= openStandardOutput();
  return opened;
}

function openStandardOutput(): BoundedOutput {
  // To look at Node's stream is to make a pipe one that never blocks.
  const { isTTY } = process.stdout;
  const output = new BoundedOutput((bytes) => writeSync(1, bytes), isTTY);
  process.once('exit', () => output.drain(PATIENCE_AT_EXIT));
  return output;
}
