import request from 'supertest';
import { OIDC } from './provider-environments.js';
import { type RunningService, startService } from './running-service.js';

let service: RunningService;
beforeAll(async () => {
  service = await startService(OIDC, { LOG_LEVEL: 'debug' });
});
afterAll(() => service.close());

const explain = (body: object) => request(service.url).post('/operator/api/explain').send(body);

it('explains a token that is let in', async () => {
  const token = await service.issuer.mint('oidc');
  const { body, headers } = await explain({ token }).expect(200);
  expect(body).toMatchObject({ verdict: 'accepted', provider: 'oidc', claims: { scope: 'read:students' } });
  expect(headers['cache-control']).toBe('no-store');
});

it('explains one that is refused, with what to do next', async () => {
  const token = await service.issuer.mint('oidc', { claims: { aud: 'api://another' } });
  const { body } = await explain({ token, permissions: ['read:students', 'write:students'] }).expect(200);
  expect([body.verdict, body.reason]).toEqual(['refused', 'audience_mismatch']);
  const failed = body.checks.filter(({ verdict }: { verdict: string }) => verdict === 'failed');
  expect(failed.map(({ reason }: { reason: string }) => reason)).toEqual(['audience_mismatch', 'permission_missing']);
  expect(failed[0].nextStep).toContain('OIDC_AUDIENCE_oidc');
});

it.each(['Bearer %', ' \n%\n ', 'bearer   %'])('takes a token as people copy it: %j', async (wrapped) => {
  const token = await service.issuer.mint('oidc');
  const { body } = await explain({ token: wrapped.replace('%', token) }).expect(200);
  expect(body.verdict).toBe('accepted');
});

it('shows neither the token nor its signature, and logs nothing of it', async () => {
  const token = await service.issuer.mint('oidc', { claims: { aud: 'api://another', secret: 'of the claims' } });
  const { text } = await explain({ token }).expect(200);
  const [, payload = '', signature = ''] = token.split('.');
  for (const part of [payload, signature]) expect(text).not.toContain(part);
  expect(service.logged.filter((line) => line.includes('of the claims'))).toEqual([]);
});

it.each([
  [{}, 'token'],
  [{ token: ' ' }, 'must not be empty'],
  [{ token: 'x'.repeat(32_769) }, 'token'],
  [{ token: 'a.b.c', more: 1 }, 'more'],
  [{ token: 'a.b.c', permissions: 'read' }, 'permissions'],
])('refuses %j', async (body, says) => {
  const { status, body: problem } = await explain(body);
  expect([status, problem.reason]).toEqual([400, 'request_invalid']);
  expect(problem.detail).toContain(says);
});
