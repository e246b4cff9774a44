import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** One sample of a counter. */
export interface Tally {
  count: number;
}

/** Makes metrics of this service: all of them begin with `portero_`, and are in this registry only. */
export function metricsIn(registry: Registry) {
  const common = (name: string, help: string, labelNames: string[]) => ({
    name: `portero_${name}`,
    help,
    labelNames,
    registers: [registry],
  });
  return {
    /**
     * Counts plainly and fills the metric at a scrape: prom-client's `inc` costs half as much as a cached token itself.
     *
     * @param zeros the label values that are there from the start, so that the first increase is one
     * @returns the tally of values in the order of the labels: to be kept where every request counts
     */
    counter: (name: string, help: string, labels: string[], zeros: string[][] = []) => {
      const tallies = new Map<string, Tally & { readonly labels: Record<string, string> }>();
      const tallyOf = (...values: string[]): Tally => {
        const key = values.join();
        const known = tallies.get(key);
        if (known) return known;
        const tally = { labels: Object.fromEntries(labels.map((label, i) => [label, values[i] ?? ''])), count: 0 };
        tallies.set(key, tally);
        return tally;
      };
      for (const values of zeros) tallyOf(...values);
      const collect = () => {
        metric.reset();
        for (const tally of tallies.values()) metric.inc(tally.labels, tally.count);
      };
      const metric: Counter = new Counter({ ...common(name, help, labels), collect });
      return tallyOf;
    },

    histogram: (name: string, help: string, labels: string[], buckets: number[]) =>
      new Histogram({ ...common(name, help, labels), buckets }),

    /** @param collect sets its samples at a scrape */
    gauge: (name: string, help: string, labels: string[], collect: (gauge: Gauge) => void | Promise<void>) => {
      const metric: Gauge = new Gauge({ ...common(name, help, labels), collect: () => collect(metric) });
    },
  };
}
