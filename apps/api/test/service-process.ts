import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));

/** The built service as a process of its own, with these variables and no others. */
export class ServiceProcess {
  private readonly child: ChildProcess;
  private readonly exited: Promise<unknown>;
  /** What it has printed so far, standard output and errors together. */
  printed = '';

  constructor(variables: Readonly<Record<string, string>>) {
    this.child = spawn(process.execPath, [MAIN], { cwd: tmpdir(), env: { PORT: '0', ...variables } });
    // With everything read that it has printed.
    this.exited = once(this.child, 'close');
    // A test that fails half-way does not leave its service behind.
    process.once('exit', () => this.child.kill('SIGKILL'));
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (chunk) => {
        this.printed += chunk;
      });
    }
  }

  /** Its own address, once it tells what to try. */
  async url(): Promise<string> {
    for (;;) {
      const address = /Portero listens on (http:\S+)\. Try/.exec(this.printed)?.[1];
      if (address) return address;
      if (this.child.exitCode !== null) throw new Error(`The service ended: ${this.printed}`);
      await once(this.child.stdout as NodeJS.ReadableStream, 'data');
    }
  }

  /** Until it has printed this, for five seconds at most: a line may come after the answer that it is about. */
  async prints(text: string): Promise<void> {
    for (let waited = 0; !this.printed.includes(text); waited++) {
      if (waited === 500) throw new Error(`It has not printed ${text}, but ${this.printed}`);
      await setTimeout(10);
    }
  }

  /** From here on what it prints stays where it is, until it is read again. */
  leaveUnread(): void {
    this.child.stdout?.pause();
  }

  readAgain(): void {
    this.child.stdout?.resume();
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.child.kill(signal);
    return this.exitCode();
  }

  async exitCode(): Promise<number | null> {
    await this.exited;
    return this.child.exitCode;
  }
}
