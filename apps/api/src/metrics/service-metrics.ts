import { Injectable } from '@nestjs/common';
import { AuthEvents, Providers, SharedCounters, systemClock } from '@portero/auth';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { countEvents } from './event-metrics.js';
import { measureState } from './state-metrics.js';

/** Content type of the Prometheus text exposition format. */
export const TEXT_FORMAT = Registry.PROMETHEUS_CONTENT_TYPE;

/** The metrics of this application, in a registry of its own: the process-wide one mixes up two applications. */
@Injectable()
export class ServiceMetrics {
  private readonly registry = new Registry();
  private measuresNode = false;

  constructor(events: AuthEvents, providers: Providers, sharedStore: SharedCounters) {
    const names = providers.all.map(({ name }) => name);
    countEvents(events, names, this.registry);
    measureState({ providers: providers.all, sharedStore, clock: systemClock }, this.registry);
  }

  /** In the Prometheus text exposition format 0.0.4. */
  scrape(): Promise<string> {
    // Its observers stay until the process ends: an application that nobody scrapes needs none.
    if (!this.measuresNode) collectDefaultMetrics({ register: this.registry });
    this.measuresNode = true;
    return this.registry.metrics();
  }
}
