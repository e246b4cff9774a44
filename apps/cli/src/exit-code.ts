import { ConfigurationError, Refusal } from '@portero/auth';

/** What a command ends with, when it does not succeed. */
export const EXIT = { refused: 1, misused: 2 } as const;

/** Tells an error in words on standard error, without a stack trace for those that are expected. */
export function reportFailure(error: unknown): number {
  if (error instanceof ConfigurationError) {
    process.stderr.write(`${error.message}\n`);
    return EXIT.misused;
  }
  if (error instanceof Refusal) {
    const { reason, message, actual } = error;
    process.stderr.write(`${reason}: ${message}${actual ? ` (${actual})` : ''}\n`);
    return error.status === 400 ? EXIT.misused : EXIT.refused;
  }
  throw error;
}
