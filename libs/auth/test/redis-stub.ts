import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** By command. A list is said in turn, and its last one again and again; nothing is said to a command without answer. */
export type StubAnswers = Readonly<Record<string, string | readonly string[]>>;

/** Says in RESP 2 what it was told to: for what a real Redis does not say alone, or at another moment. */
export class RedisStub {
  readonly commands: string[] = [];
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async start(answers: StubAnswers): Promise<RedisStub> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const stub = new RedisStub(server);
    server.on('connection', (socket) => {
      stub.sockets.add(socket);
      socket.on('error', () => {});
      socket.on('data', (data) => {
        // `*<n>\r\n$<length>\r\n<command>\r\n…`: the commands of these specs are short, and come one by one.
        const command = /^\*\d+\r\n\$\d+\r\n(\w+)/.exec(data.toString('latin1'))?.[1] ?? '';
        stub.commands.push(command);
        const said = stub.commands.filter((one) => one === command).length;
        const list = [answers[command] ?? []].flat();
        const answer = list[Math.min(said, list.length) - 1];
        if (answer !== undefined) socket.write(`${answer}\r\n`);
      });
    });
    return stub;
  }

  get url(): string {
    return `redis://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }
}
