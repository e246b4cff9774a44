import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CertifiedKey, type TestAuthority, testAuthority } from '../../../libs/auth/test/test-certificates.js';
import { portero } from './run-portero.js';

const DAY = 86_400_000;
const folder = mkdtempSync(join(tmpdir(), 'portero-cli-'));
const trusted = join(folder, 'authority.pem');
let authority: TestAuthority;
const servers: Server[] = [];
beforeAll(async () => {
  authority = await testAuthority();
  writeFileSync(trusted, authority.cert);
});
afterAll(async () => {
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  rmSync(folder, { recursive: true });
});

/** An issuer with this certificate; it has nothing to say beyond it. */
async function portOf({ key, cert }: CertifiedKey): Promise<number> {
  const server = createServer({ key, cert }, (_, response) => response.writeHead(404).end());
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function tlsLine(issuer: string) {
  const { code, out } = await portero(['doctor', '--json'], {
    NODE_EXTRA_CA_CERTS: trusted,
    AUTH_PROVIDERS: 'oidc',
    OIDC_ISSUER_oidc: issuer,
    OIDC_AUDIENCE_oidc: 'api://orders',
  });
  const lines: { check: string; sign: string; message: string; hint?: string }[] = JSON.parse(out);
  return { code, line: lines.find(({ check }) => check === 'tls'), lines };
}

const lasting = (days: number) => ({ commonName: 'issuer', notAfter: new Date(Date.now() + days * DAY + 60_000) });

it.each([
  {
    what: 'a sound certificate',
    days: 90,
    host: '127.0.0.1',
    sign: 'ok',
    message: 'for 90 more days',
    hint: undefined,
  },
  {
    what: 'one that ends soon',
    days: 20,
    host: '127.0.0.1',
    sign: 'warning',
    message: 'for 20 more days',
    hint: 'renew',
  },
  {
    what: 'one that has expired',
    days: -0.5,
    host: '127.0.0.1',
    sign: 'fault',
    message: '(CERT_HAS_EXPIRED)',
    hint: 'whoever runs it must renew it',
  },
  {
    what: 'one for another host',
    days: 90,
    host: 'localhost',
    sign: 'fault',
    message: '(ERR_TLS_CERT_ALTNAME_INVALID)',
    hint: 'check the host in OIDC_ISSUER',
  },
])('tells of $what', async ({ days, host, sign, message, hint }) => {
  const { code, line, lines } = await tlsLine(`https://${host}:${await portOf(await authority.issue(lasting(days)))}`);

  expect(line).toMatchObject({ sign, message: expect.stringContaining(message) });
  expect(line?.hint === undefined).toBe(hint === undefined);
  expect(line?.hint ?? '').toContain(hint ?? '');
  // Its metadata are not there either way.
  expect(code).toBe(1);
  expect(lines.find(({ check }) => check === 'discovery')?.sign).toBe(sign === 'fault' ? 'skipped' : 'fault');
});

it('tells of an authority that is not trusted', async () => {
  const stranger = await (await testAuthority('Another authority')).issue(lasting(90));
  const { line } = await tlsLine(`https://127.0.0.1:${await portOf(stranger)}`);

  expect(line).toMatchObject({ sign: 'fault', message: expect.stringContaining('(UNABLE_TO_VERIFY_LEAF_SIGNATURE)') });
  expect(line?.hint).toContain('point NODE_EXTRA_CA_CERTS at a PEM file with that authority');
});
