export class Unanswered extends Error {
  override readonly name = 'Unanswered';

  constructor(milliseconds: number) {
    super(`no answer within ${milliseconds} ms`);
  }
}

/**
 * Waits for an answer for so many milliseconds. Time that this process was too busy to read it in does not count: an
 * answer that has come meanwhile is read before the wait is given up.
 * @throws {Unanswered}
 */
export async function within<T>(milliseconds: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<never>((_, reject) => {
    timer = setTimeout(() => setImmediate(reject, new Unanswered(milliseconds)), milliseconds);
  });
  try {
    return await Promise.race([answer, end]);
  } finally {
    clearTimeout(timer);
  }
}
