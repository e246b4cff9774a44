import { EXIT } from './exit-code.js';

/** A reader that has seen enough (`| head`) is no fault, and Ctrl-C ends at once. */
export function endQuietly(): void {
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    process.exit(code === 'EPIPE' ? process.exitCode : EXIT.refused);
  });
  process.on('SIGINT', () => process.exit(EXIT.interrupted));
}
