import { TerminusModule } from '@nestjs/terminus';
import { Test } from '@nestjs/testing';
import { EventLoopHealth, LOOP_DELAY } from './event-loop.health.js';

const SECOND = 1_000_000_000;

class MeasuredDelay {
  max = 0;
  measuring = false;
  reset = () => {
    this.max = 0;
  };
  enable = () => {
    this.measuring = true;
  };
  disable = () => {
    this.measuring = false;
  };
}

it('is down from a delay above a second until a whole window has passed without one (F-E15)', async () => {
  const delay = new MeasuredDelay();
  const module = await Test.createTestingModule({
    imports: [TerminusModule],
    providers: [EventLoopHealth, { provide: LOOP_DELAY, useValue: delay }],
  }).compile();
  await module.init();
  const health = module.get(EventLoopHealth);
  expect(delay.measuring).toBe(true);

  delay.max = SECOND;
  expect(health.check()).toEqual({ event_loop: { status: 'up' } });
  delay.max = SECOND + 1;
  expect(health.check()).toEqual({ event_loop: { status: 'down' } });
  health.beginWindow();
  expect(delay.max).toBe(0);
  expect(health.check()).toEqual({ event_loop: { status: 'down' } });
  health.beginWindow();
  expect(health.check()).toEqual({ event_loop: { status: 'up' } });

  await module.close();
  expect(delay.measuring).toBe(false);
});
