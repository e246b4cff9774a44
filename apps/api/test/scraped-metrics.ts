import type { MetricFacts } from '../../../test/documented-metrics.js';

/** A scrape, taken apart (Prometheus text exposition format 0.0.4). */
export class Scrape {
  private readonly lines: readonly string[];

  constructor(text: string) {
    this.lines = text.split('\n');
  }

  /** The samples whose name is this one and nothing more, as they stand in the text. */
  samples(name: string): string[] {
    return this.lines.filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
  }

  /** Every metric of Portero that has a sample. */
  metrics(): MetricFacts[] {
    const types = this.lines.flatMap((line) => [...line.matchAll(/^# TYPE (portero_\S+) (\S+)$/g)]);
    return types.flatMap(([, name = '', type = '']) => {
      const samples = type === 'histogram' ? this.samples(`${name}_count`) : this.samples(name);
      const labels = samples.flatMap((line) => [...line.matchAll(/(\w+)="/g)].map(([, label = '']) => label));
      const help = this.lines.find((line) => line.startsWith(`# HELP ${name} `)) ?? '';
      const meaning = help.slice(`# HELP ${name} `.length);
      return samples.length > 0 ? [{ name, type, labels: [...new Set(labels)].sort(), meaning }] : [];
    });
  }
}
