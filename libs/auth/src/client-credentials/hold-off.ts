/** Until when a token endpoint is to be left alone; one instance's answer to a provider that asks for patience. */
export interface HoldOff {
  /** Milliseconds; since the epoch where instances share it, else on the clock of who keeps it. 0 when nothing holds. */
  until(): Promise<number>;
  /** Never shortens what holds already. */
  extend(until: number): Promise<void>;
}

export class MemoryHoldOff implements HoldOff {
  private end = 0;

  async until(): Promise<number> {
    return this.end;
  }

  async extend(until: number): Promise<void> {
    this.end = Math.max(this.end, until);
  }
}
