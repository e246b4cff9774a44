import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Issuer } from '@portero/issuer';
import { type CertifiedKey, selfSigned, testAuthority } from '../../../libs/auth/test/test-certificates.js';
import { callGuarded, keysUnavailable, LET_IN, publishedKeys } from './guarded-route.js';
import { API } from './provider-environments.js';
import { PROBLEM_TYPES, PUBLIC_URL, startTestIssuer } from './running-service.js';
import { ServiceProcess } from './service-process.js';

interface Row {
  readonly name: string;
  readonly host: string;
  /** What the log says of it. */
  readonly logged: string;
}

const PAST = { notBefore: new Date('2020-01-01'), notAfter: new Date('2021-01-01') };
const COMING = { notBefore: new Date('2090-01-01'), notAfter: new Date('2091-01-01') };

const SOUND = 'sound';
const ROWS: readonly Row[] = [
  { name: 'expired', host: '127.0.0.1', logged: 'CERT_HAS_EXPIRED' },
  { name: 'not_yet', host: '127.0.0.1', logged: 'CERT_NOT_YET_VALID' },
  { name: 'other_host', host: 'localhost', logged: 'ERR_TLS_CERT_ALTNAME_INVALID' },
  { name: 'self_signed', host: '127.0.0.1', logged: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
  { name: 'stranger', host: '127.0.0.1', logged: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
];

/** A label of a name has 63 characters at the most: no resolver is asked for this one. */
const NO_NAME = `${'a'.repeat(64)}.invalid`;

describe('a provider that cannot be reached as itself (F-A19)', () => {
  const servers = new Map<string, Server>();
  const requests: (string | undefined)[] = [];
  let folder: string;
  let issuer: Issuer;
  let service: ServiceProcess;
  let url: string;

  const issuerAt = ({ name, host }: Pick<Row, 'name' | 'host'>) => {
    const { port } = (servers.get(name) as Server).address() as AddressInfo;
    return `https://${host}:${port}/${name}`;
  };

  beforeAll(async () => {
    issuer = await startTestIssuer(crypto.randomUUID());
    const keys = await publishedKeys(issuer);
    const [authority, strangers] = await Promise.all([testAuthority(), testAuthority('Another authority')]);
    const material: Readonly<Record<string, CertifiedKey>> = {
      [SOUND]: await authority.issue({ commonName: 'sound' }),
      expired: await authority.issue({ commonName: 'expired', ...PAST }),
      not_yet: await authority.issue({ commonName: 'not yet', ...COMING }),
      other_host: await authority.issue({ commonName: 'other host' }),
      self_signed: await selfSigned({ commonName: 'self-signed' }),
      stranger: await strangers.issue({ commonName: 'stranger' }),
    };
    for (const [name, { key, cert }] of Object.entries(material)) {
      const server = createServer({ key, cert }, publish(keys)).listen(0, '127.0.0.1');
      servers.set(name, server);
      await once(server, 'listening');
    }

    folder = mkdtempSync(join(tmpdir(), 'authority-'));
    writeFileSync(join(folder, 'authority.pem'), authority.cert);
    const trusted = [...ROWS, { name: SOUND, host: '127.0.0.1' }].map((row) => [row.name, issuerAt(row)] as const);
    const variables = [...trusted, ['no_name', `https://${NO_NAME}`] as const].flatMap(([name, value]) => [
      [`OIDC_KIND_${name}`, 'oidc'],
      [`OIDC_ISSUER_${name}`, value],
      [`OIDC_AUDIENCE_${name}`, API],
    ]);
    service = new ServiceProcess({
      PUBLIC_URL,
      AUTH_PROVIDERS: [...trusted.map(([name]) => name), 'no_name'].join(','),
      NODE_EXTRA_CA_CERTS: join(folder, 'authority.pem'),
      ...Object.fromEntries(variables),
    });
    url = await service.url();
  });
  afterAll(async () => {
    await service.stop();
    for (const server of servers.values()) server.close().closeAllConnections();
    await issuer.close();
    rmSync(folder, { recursive: true });
  });

  /** Metadata and keys, under any path. */
  const publish = (keys: readonly unknown[]) => (request: IncomingMessage, response: ServerResponse) => {
    requests.push(request.url);
    const origin = `https://${request.headers.host}`;
    const base = `/${request.url?.split('/')[1]}`;
    const metadata = { issuer: origin + base, jwks_uri: `${origin}${base}/jwks` };
    response.end(JSON.stringify(request.url?.endsWith('/jwks') ? { keys } : metadata));
  };

  const call = async (iss: string) => callGuarded(url, await issuer.mint('oidc', { claims: { iss } }));

  it('is let in where its certificate is good', async () => {
    expect(await call(issuerAt({ name: SOUND, host: '127.0.0.1' }))).toEqual(LET_IN);
    expect(requests).toEqual([`/${SOUND}/.well-known/openid-configuration`, `/${SOUND}/jwks`]);
  });

  it.each(ROWS)('with the certificate "$name" gets no request: 503, and $logged in the log', async (row) => {
    const before = requests.length;
    expect(await call(issuerAt(row))).toEqual(keysUnavailable());
    expect(requests.length).toBe(before);
    const origin = new URL(issuerAt(row)).origin;
    await service.prints(`${origin} cannot be reached (${row.logged})`);
  });

  it('whose name cannot be resolved: 503, and ENOTFOUND in the log', async () => {
    expect(await call(`https://${NO_NAME}`)).toEqual(keysUnavailable());
    await service.prints(`https://${NO_NAME} cannot be reached (ENOTFOUND)`);
  });

  it('is named in the log, not in the answer', async () => {
    const token = await issuer.mint('oidc', { claims: { iss: `https://${NO_NAME}` } });
    const answer = await fetch(`${url}/products`, { headers: { authorization: `Bearer ${token}` } });
    expect(await answer.json()).toEqual({
      type: `${PROBLEM_TYPES}keys_unavailable`,
      title: 'Provider unavailable',
      status: 503,
      detail: 'The keys of the token issuer cannot be had at the moment. Try again later; the token may be good.',
      reason: 'keys_unavailable',
    });
  });
});
