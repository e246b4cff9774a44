import type { Issuer } from '@portero/issuer';
import { OIDC } from './provider-environments.js';
import { startTestIssuer } from './running-service.js';
import { ServiceProcess } from './service-process.js';

let issuer: Issuer;
let service: ServiceProcess;
let url: string;
beforeEach(async () => {
  const secret = crypto.randomUUID();
  issuer = await startTestIssuer(secret);
  service = new ServiceProcess(OIDC.variables(issuer, secret));
  url = await service.url();
});
afterEach(async () => {
  await service.stop('SIGKILL');
  await issuer.close();
});

const arrived = async (endpoint: string) => {
  while (!issuer.requests.some((request) => request.endpoint === endpoint)) await fetch(`${url}/health/live`);
};

it.each(['jwks', 'token'] as const)(
  'ends with 0 and without a word while the provider still owes an answer at %s (F-E03)',
  async (endpoint) => {
    issuer.injectFault({ endpoint }, { kind: 'hang' });
    const headers = { authorization: `Bearer ${await issuer.mint('oidc')}` };
    const route = endpoint === 'jwks' ? ['/products', { headers }] : ['/m2m/run', { method: 'POST' }];
    const [path, init] = route as [string, RequestInit];
    // Its caller has gone: nobody waits for what is being fetched.
    const gone = new AbortController();
    const call = fetch(`${url}${path}`, { ...init, signal: gone.signal }).catch(({ name }) => name);
    await arrived(endpoint);
    gone.abort();
    expect(await call).toBe('AbortError');

    expect(await service.stop('SIGTERM')).toBe(0);
    expect(service.printed).not.toMatch(/error|unhandled|nobody caught/i);
  },
);
