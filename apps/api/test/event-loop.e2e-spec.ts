import request from 'supertest';
import { EventLoopHealth } from '../src/health/event-loop.health.js';
import { PROVIDER_ROWS, type ProviderRow } from './provider-environments.js';
import { startService } from './running-service.js';

const LOCAL = PROVIDER_ROWS.find(({ name }) => name === 'local') as ProviderRow;

it('is alive but not ready after its event loop was blocked, and ready again later (F-E15)', async () => {
  const service = await startService(LOCAL);
  await request(service.url).get('/health/ready').expect(200);

  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_100);
  await request(service.url).get('/health/live').expect(200);
  const { body } = await request(service.url).get('/health/ready').expect(503);
  expect(body.details).toMatchObject({ providers: { status: 'up' }, event_loop: { status: 'down' } });

  const health = service.app.get(EventLoopHealth);
  health.beginWindow();
  health.beginWindow();
  await request(service.url).get('/health/ready').expect(200);
  await service.close();
});
