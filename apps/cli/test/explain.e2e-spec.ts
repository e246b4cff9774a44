import type { Check } from '@portero/auth';
import type { Issuer } from '@portero/issuer';
import { portero } from './run-portero.js';
import { SECRET, SOUND, startSampleIssuer } from './sample-issuer.js';

let issuer: Issuer;
beforeAll(async () => {
  issuer = await startSampleIssuer();
});
afterAll(() => issuer.close());

/** No part of a token, and no secret. */
function expectNoLeak(token: string, { out, err }: { out: string; err: string }) {
  for (const text of [SECRET, ...token.split('.')]) expect(out + err).not.toContain(text);
}

it('prints every rule, the verdict, and what it took off the token', async () => {
  const token = await issuer.mint('oidc');
  const ran = await portero(['explain', '-p', 'read:students'], SOUND.oidc(issuer), `"Bearer ${token}"\n`);

  expect([ran.code, ran.err]).toEqual([0, 'note: taken off the token: quotes, "Bearer"\n']);
  expect(ran.out).toMatch(
    /^passed {2}audience \(RFC 7519 §4\.1\.3, RFC 9068 §4\)\n {8}expected: aud: api:\/\/.*\n {8}actual: "api:\/\//m,
  );
  expect(ran.out).toMatch(/\naccepted \(token [0-9a-f]{8}, of oidc\)\n$/);
  expectNoLeak(token, ran);
});

it('says of a refused token what to do next', async () => {
  const token = await issuer.mint('oidc', { claims: { aud: 'api://other' } });
  const ran = await portero(['explain', '--permission', 'write:students'], SOUND.oidc(issuer), token);

  expect([ran.code, ran.err]).toEqual([1, '']);
  expect(ran.out).toMatch(/^failed {2}audience .*\n.*\n.*\n {8}next: .*OIDC_AUDIENCE_oidc/m);
  expect(ran.out).toMatch(/^failed {2}permissions /m);
  expect(ran.out).toMatch(/\nrefused: audience_mismatch \(token /);
  expectNoLeak(token, ran);
});

it('tells what was not looked at in one line, but in JSON one by one', async () => {
  const { code, out } = await portero(['explain'], SOUND.oidc(issuer), 'garbage');
  const { checks } = JSON.parse((await portero(['explain', '--json'], SOUND.oidc(issuer), 'garbage')).out);
  const skipped = checks.flatMap(({ about, verdict }: Check) => (verdict === 'skipped' ? [about] : []));

  expect([code, skipped.length > 9]).toEqual([1, true]);
  const names = `skipped ${skipped.length} rules not looked at: ${skipped.join(', ')}`;
  expect(out.split('\n').filter((line) => line.startsWith('skipped'))).toEqual([names]);
});

it('explains as JSON too, against the audience of a route', async () => {
  const token = await issuer.mint('oidc');
  const ran = await portero(['explain', '--json', '--audience', 'api://reports'], SOUND.oidc(issuer), token);

  expect([ran.code, ran.err]).toEqual([1, '']);
  expect(JSON.parse(ran.out)).toMatchObject({ verdict: 'refused', reason: 'audience_mismatch', provider: 'oidc' });
  expectNoLeak(token, ran);
});

it.each([
  { args: ['explain'], stdin: '', says: 'There is no token on standard input.' },
  { args: ['explain'], stdin: '<token> <token>', says: 'send exactly one token' },
  { args: ['explain', '<token>'], stdin: '', says: 'it would be in the shell history and in the process list' },
  { args: ['<token>'], stdin: '', says: "unknown command '[token]'" },
])('ends with 2 after portero $args with "$stdin"', async ({ args, stdin, says }) => {
  const token = await issuer.mint('oidc');
  const put = (text: string) => text.replaceAll('<token>', token);
  const ran = await portero(args.map(put), SOUND.oidc(issuer), put(stdin));

  expect([ran.code, ran.out]).toEqual([2, '']);
  expect(ran.err).toContain(says);
  expectNoLeak(token, ran);
});
