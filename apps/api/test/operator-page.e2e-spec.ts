import request from 'supertest';
import { OIDC } from './provider-environments.js';
import { type RunningService, startService } from './running-service.js';

let service: RunningService;
beforeAll(async () => {
  service = await startService(OIDC);
});
afterAll(() => service.close());

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

it('is served under a strict policy, and asked for anew each time', async () => {
  const { headers, text } = await request(service.url).get('/operator/').expect(200);
  expect([headers['content-type'], headers['content-security-policy'], headers['cache-control']]).toEqual([
    'text/html; charset=utf-8',
    POLICY,
    'no-cache',
  ]);
  expect(text).not.toMatch(/<script(?![^>]* src=)|<style|\sstyle=|\son\w+=|https?:\/\//);
});

it('has files of its own only, kept as long as their names last', async () => {
  const { text } = await request(service.url).get('/operator/').expect(200);
  const files = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => String(path));
  expect(files.length).toBeGreaterThan(2);
  for (const path of files) {
    expect(path).toMatch(/^\.\/[^.]/);
    const { headers } = await request(service.url)
      .get(`/operator/${path.slice(2)}`)
      .expect(200);
    const kept = path.startsWith('./assets/') ? 'private, max-age=31536000, immutable' : 'no-cache';
    expect([path, headers['cache-control'], headers['x-content-type-options']]).toEqual([path, kept, 'nosniff']);
  }
});

it('is where the service begins', async () => {
  const { headers } = await request(service.url).get('/').expect(303);
  expect(headers.location).toBe('operator/');
});

it('is entered by its slash', async () => {
  const { headers } = await request(service.url).get('/operator').expect(308);
  expect(headers.location).toBe('operator/');
});

it.each([
  'none.js',
  'assets/none.js',
  'assets',
  'api/none',
  '..%2fpackage.json',
  'assets/..%2f..%2fpackage.json',
  '.hidden',
  '%00',
])('has no file %s', async (path) => {
  const { status, headers, body } = await request(service.url).get(`/operator/${path}`);
  expect([404, 400]).toContain(status);
  expect([headers['content-type'], body.reason]).toEqual([
    'application/problem+json; charset=utf-8',
    status === 404 ? 'not_found' : 'request_invalid',
  ]);
});
