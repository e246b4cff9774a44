import { randomBytes } from 'node:crypto';

interface Kept<Value> {
  readonly value: Value;
  readonly exp: number;
}

/** Values that whoever has been told their name may have back for a while: in memory, the last so many. Times in seconds. */
export class SecretValues<Value> {
  private readonly kept = new Map<string, Kept<Value>>();

  constructor(
    private readonly life: number,
    private readonly capacity: number,
  ) {}

  /** @returns the name: 256 random bits */
  keep(value: Value, now: number): string {
    const name = randomBytes(32).toString('base64url');
    this.kept.set(name, { value, exp: now + this.life });
    const [oldest] = this.kept.keys();
    if (oldest !== undefined && this.kept.size > this.capacity) this.kept.delete(oldest);
    return name;
  }

  find(name: string, now: number): Value | undefined {
    const found = this.kept.get(name);
    return found && now < found.exp ? found.value : undefined;
  }

  forget(name: string): void {
    this.kept.delete(name);
  }
}
