export interface Message {
  readonly event: string;
  readonly id?: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A client of server-sent events, which keeps what it was told. */
export class StreamClient {
  readonly messages: Message[] = [];
  /** Resolves when the service has ended the stream. */
  readonly ended: Promise<void>;
  private text = '';

  private constructor(
    readonly response: Response,
    private readonly leaving: AbortController,
  ) {
    this.ended = this.read();
  }

  static async open(url: string, headers: Record<string, string> = {}): Promise<StreamClient> {
    const leaving = new AbortController();
    return new StreamClient(await fetch(url, { headers, signal: leaving.signal }), leaving);
  }

  /** Waits until a message is there. */
  async until(wanted: (message: Message) => boolean): Promise<Message> {
    for (let tries = 0; tries < 500; tries++) {
      const found = this.messages.find(wanted);
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`It never came; these did: ${this.messages.map(({ event, data }) => `${event} ${data.name}`)}`);
  }

  async leave(): Promise<void> {
    this.leaving.abort();
    await this.ended.catch(() => undefined);
  }

  private async read(): Promise<void> {
    const decoder = new TextDecoder();
    for await (const chunk of this.response.body ?? []) {
      const parts = (this.text + decoder.decode(chunk, { stream: true })).split('\n\n');
      this.text = parts.pop() ?? '';
      for (const part of parts) this.take(part);
    }
  }

  private take(part: string): void {
    const fields = Object.fromEntries(part.split('\n').map((line) => line.split(/: (.*)/s, 2)));
    if (!fields.event) return;
    this.messages.push({
      event: fields.event,
      ...(fields.id && { id: Number(fields.id) }),
      data: JSON.parse(fields.data ?? 'null'),
    });
  }
}
