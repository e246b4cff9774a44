import { generateKeyPairSync } from 'node:crypto';
import type { Issuer } from '@portero/issuer';
import { portero } from './run-portero.js';
import { SOUND, startSampleIssuer } from './sample-issuer.js';

let issuer: Issuer;
beforeAll(async () => {
  issuer = await startSampleIssuer();
});
afterEach(() => issuer.heal());
afterAll(() => issuer.close());

it('lists the keys of every issuer of an instance', async () => {
  const { code, out, err } = await portero(['keys'], SOUND.azure(issuer));
  const { 'azure-v2': v2, 'azure-v1': v1 } = issuer.endpoints;

  expect([code, err]).toEqual([0, '']);
  const key = / {4}usable {3}\S+: RSA, 2048 bits, age not told/;
  expect(out.split('\n')).toEqual([
    `azure: ${v2.issuer}`,
    `  ${v2.jwksUrl} (from its metadata)`,
    expect.stringMatching(key),
    `azure: ${v1.issuer}`,
    `  ${v1.jwksUrl} (from its metadata)`,
    expect.stringMatching(key),
    '',
  ]);
});

it('says why a key is not used', async () => {
  const good = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' });
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
  const keys = [
    { ...good, kid: 'good' },
    { ...good, kid: 'foreign', issuer: 'https://other.example' },
    { ...curve, kid: 'curve', alg: 'ES256' },
    { kty: 'oct', k: 'c2hhcmVkIHNlY3JldA', kid: 'shared' },
  ];
  issuer.injectFault({ personality: 'oidc', endpoint: 'jwks' }, { kind: 'body', body: { keys } });
  const { code, out } = await portero(['keys', 'oidc', '--json'], SOUND.oidc(issuer));

  const [report] = JSON.parse(out);
  expect([code, report.provider, report.issuer]).toEqual([0, 'oidc', issuer.endpoints.oidc.issuer]);
  expect(report.keys.map(({ kid, unusable }: { kid: string; unusable?: string }) => [kid, unusable])).toEqual([
    ['good', undefined],
    ['foreign', 'it is for the issuer https://other.example'],
    ['curve', 'no algorithm of OIDC_ALGORITHMS_oidc goes with it (RS256)'],
    ['shared', 'it is a shared secret, and published: replace it at the provider'],
  ]);
  expect(out).not.toContain('c2hhcmVkIHNlY3JldA');
});

it('ends with 1 when an issuer does not give its keys', async () => {
  issuer.injectFault({ personality: 'oidc', endpoint: 'jwks' }, { kind: 'status', status: 503 });
  const { code, out } = await portero(['keys'], SOUND.oidc(issuer));

  expect([code, out]).toEqual([
    1,
    `oidc: ${issuer.endpoints.oidc.issuer}\n  no keys: ${issuer.endpoints.oidc.jwksUrl} answered 503\n`,
  ]);
});
