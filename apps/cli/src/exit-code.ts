import { ConfigurationError, Refusal } from '@portero/auth';

/** What a command ends with, when it does not succeed. */
export const EXIT = { refused: 1, misused: 2, interrupted: 130 } as const;

/** The command was not told what it needs, or in a way that it does not take. */
export class Misuse extends Error {
  override readonly name = 'Misuse';
}

/** Tells an error in words on standard error, without a stack trace for those that are expected. */
export function reportFailure(error: unknown): number {
  if (error instanceof ConfigurationError || error instanceof Misuse) {
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
