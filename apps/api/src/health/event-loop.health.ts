import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { HealthIndicatorService } from '@nestjs/terminus';

/** The longest delay of the event loop since the last reset, in nanoseconds, as `perf_hooks` measures it. */
export interface LoopDelay {
  readonly max: number;
  reset(): void;
  enable(): void;
  disable(): void;
}

export const LOOP_DELAY = Symbol('LOOP_DELAY');

const LONGEST_DELAY = 1_000_000_000;
// A balancer asks every few seconds, and is to see it once at least.
const WINDOW = 5_000;

export const measureLoopDelay = (): LoopDelay => monitorEventLoopDelay();

/** Down for 5 to 10 s after requests waited for longer than a second: others have the time that this instance lacks. */
@Injectable()
export class EventLoopHealth implements OnApplicationBootstrap, OnModuleDestroy {
  private before = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly indicators: HealthIndicatorService,
    @Inject(LOOP_DELAY) private readonly delay: LoopDelay,
  ) {}

  /** What a start takes is no delay of a request. */
  onApplicationBootstrap(): void {
    this.delay.enable();
    this.timer = setInterval(() => this.beginWindow(), WINDOW).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
    this.delay.disable();
  }

  beginWindow(): void {
    this.before = this.delay.max;
    this.delay.reset();
  }

  check() {
    const indicator = this.indicators.check('event_loop');
    return Math.max(this.before, this.delay.max) > LONGEST_DELAY ? indicator.down() : indicator.up();
  }
}
