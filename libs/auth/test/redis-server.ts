import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@redis/client';
import { eventually } from './eventually.js';

const LEFT_OUT = 'no redis-server on the PATH';
const installed = spawnSync('redis-server', ['--version']).status === 0;

/** A suite that needs a real Redis. Without one it is left out, which is told, and is a failure where CI is set. */
export function describeWithRedis(name: string, suite: () => void): void {
  if (installed) {
    describe(name, suite);
    return;
  }
  describe(name, () => {
    it(`left out: ${LEFT_OUT}`, () => {
      if (process.env.CI) throw new Error(`This suite must run in CI, and there is ${LEFT_OUT}`);
    });
  });
}

const running = new Set<RedisServer>();

afterAll(async () => {
  await Promise.all([...running].map((server) => server.stop()));
});

/** A real Redis on 127.0.0.1 that keeps nothing, stopped when the spec file is done. */
export class RedisServer {
  private readonly folder = mkdtempSync(join(tmpdir(), 'portero-redis-'));
  private process: ChildProcess | undefined;

  private constructor(
    readonly port: number,
    private readonly settings: readonly string[],
  ) {}

  /** @param settings as on the command line: `--cluster-enabled`, `yes` */
  static async start(...settings: string[]): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), settings);
    running.add(server);
    await server.run();
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Starts it, also again, on the same port. */
  async run(): Promise<void> {
    const place = ['--bind', '127.0.0.1', '--port', String(this.port), '--dir', this.folder];
    const args = [...place, '--save', '', '--appendonly', 'no', ...this.settings];
    this.process = spawn('redis-server', args, { stdio: 'ignore' });
    await eventually(async () => expect(await this.command('PING').catch(String)).toMatch(/^(PONG|.*NOAUTH)/));
  }

  /** Sends one command over a connection of its own. */
  async command(...command: string[]): Promise<unknown> {
    const client = createClient({ url: this.url, RESP: 2, socket: { reconnectStrategy: false } });
    client.on('error', () => {});
    try {
      await client.connect();
      return await client.sendCommand(command);
    } finally {
      client.destroy();
    }
  }

  /** It stays connected and answers nothing, as when its machine swaps. */
  pause(): void {
    this.process?.kill('SIGSTOP');
  }

  resume(): void {
    this.process?.kill('SIGCONT');
  }

  /** Dies at once, and takes what it held along. */
  async kill(): Promise<void> {
    const { process } = this;
    this.process = undefined;
    if (!process || process.exitCode !== null || process.signalCode !== null) return;
    const ended = once(process, 'exit');
    process.kill('SIGKILL');
    await ended;
  }

  async stop(): Promise<void> {
    running.delete(this);
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
