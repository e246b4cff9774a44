/** Runs one task per key at a time; whoever asks meanwhile shares its result or its error. */
export class SingleFlight<T> {
  private readonly flights = new Map<string, Promise<T>>();

  run(key: string, task: () => Promise<T>): Promise<T> {
    const flying = this.flights.get(key);
    if (flying) return flying;

    const flight = task().finally(() => this.flights.delete(key));
    this.flights.set(key, flight);
    return flight;
  }

  /** The run that is under way, if there is one. */
  current(key: string): Promise<T> | undefined {
    return this.flights.get(key);
  }
}
