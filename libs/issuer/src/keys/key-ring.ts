import { generateSigningKey, type SigningKey } from './signing-key.js';

/** The keys of one personality: the newest signs, all are published. The first is generated on first use. */
export class KeyRing {
  private readonly newestFirst: Promise<SigningKey>[] = [];

  current(): Promise<SigningKey> {
    const [newest = this.add()] = this.newestFirst;
    return newest;
  }

  async published(): Promise<readonly SigningKey[]> {
    await this.current();
    return Promise.all(this.newestFirst);
  }

  /** @param overlap whether the keys used so far stay published */
  async rotate({ overlap = true }: { overlap?: boolean } = {}): Promise<void> {
    await this.current();
    await this.add();
    if (!overlap) this.withdrawOld();
  }

  withdrawOld(): void {
    this.newestFirst.splice(1);
  }

  private add(): Promise<SigningKey> {
    const key = generateSigningKey();
    this.newestFirst.unshift(key);
    return key;
  }
}
