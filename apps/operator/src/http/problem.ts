/** RFC 9457, as every refusal of the service is written. */
export interface Problem {
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** The word that `/problems/<reason>` explains; `unreachable` and `unreadable` are of the page itself. */
  readonly reason: string;
  /** Providers to sign in with, when that would help. */
  readonly signIn?: readonly string[];
}

/** The service refused, or did not answer at all. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.reason);
  }
}

/** What the page itself finds wrong has no text from the service: status 0. */
export function ownProblem(reason: 'unreachable' | 'unreadable'): ProblemError {
  return new ProblemError({ title: '', status: 0, detail: '', reason });
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** @param body what came with a status of 400 or above, parsed; anything */
export function problemOf(status: number, body: unknown): Problem {
  const { title, detail, reason, signIn } = (typeof body === 'object' && body !== null ? body : {}) as Record<
    string,
    unknown
  >;
  const names = Array.isArray(signIn) ? signIn.filter((name) => typeof name === 'string') : undefined;
  return {
    title: text(title),
    status,
    detail: text(detail),
    reason: text(reason) || 'unreadable',
    ...(names && { signIn: names }),
  };
}

export function problemIn(error: unknown): Problem {
  return error instanceof ProblemError ? error.problem : ownProblem('unreadable').problem;
}
