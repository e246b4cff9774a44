import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { PROVIDER_ROWS, type ProviderRow } from './provider-environments.js';
import { type RunningService, startService } from './running-service.js';

const OIDC = PROVIDER_ROWS.find(({ personality }) => personality === 'oidc') as ProviderRow;

let folder: string;
let file: string;
let service: RunningService;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fleet-secret-files-'));
  file = join(folder, 'secret');
  await writeFile(file, 'not yet the secret');
});
afterEach(async () => {
  await service.close();
  await rm(folder, { recursive: true });
});

const readiness = async () => (await request(service.url).get('/health/ready').expect(200)).body.details.providers;

it.each([
  ['nobody tells when it ends', {}],
  ['it ends in years', { OIDC_CLIENT_SECRET_EXPIRES_oidc: '2999-12-31' }],
])('is ready and degraded while the file of its secret is gone, where %s', async (_, expires) => {
  const fromFile = { OIDC_CLIENT_SECRET_oidc: '', OIDC_CLIENT_SECRET_FILE_oidc: file };
  service = await startService(OIDC, { ...fromFile, ...expires });
  await writeFile(file, service.secret);
  expect(await readiness()).toEqual({ status: 'up', oidc: 'up' });

  await rm(file);
  expect(await readiness()).toEqual({ status: 'up', oidc: 'degraded' });

  await writeFile(file, service.secret);
  expect(await readiness()).toEqual({ status: 'up', oidc: 'up' });
});
