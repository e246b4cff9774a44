import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

/** A program of this folder in a process of its own. Its log goes nowhere, its errors are shown. */
export async function start(program, ...args) {
  const path = fileURLToPath(new URL(`./${program}`, import.meta.url));
  const startedAt = performance.now();
  const child = fork(path, args.map(String), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: ['--expose-gc'],
    serialization: 'advanced',
  });
  // A benchmark that fails half-way leaves no server behind.
  process.once('exit', () => child.kill('SIGKILL'));
  const answer = async () => {
    const over = new AbortController();
    const ended = once(child, 'exit', over).then(([code]) => {
      throw new Error(`it ended with ${code}`);
    });
    try {
      const [message] = await Promise.race([once(child, 'message', over), ended]);
      return message;
    } finally {
      ended.catch(() => {});
      over.abort();
    }
  };
  const first = await answer();
  return {
    first,
    startedIn: performance.now() - startedAt,
    ask: (message) => {
      child.send(message);
      return answer();
    },
    /** Every thread of it on one core, where the system can. */
    pin: (core) => execFileSync('taskset', ['-acp', String(core), String(child.pid)], { stdio: 'ignore' }),
    stop: async () => {
      if (child.exitCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

export function canPin() {
  try {
    execFileSync('taskset', ['-cp', String(process.pid)], { stdio: 'ignore' });
    return availableParallelism() > 1;
  } catch {
    return false;
  }
}
