import { isIP } from 'node:net';
import { isLoopbackHost } from '@portero/auth';
import type { Check, Means } from '../check.js';
import { type Finding, fault, ok } from '../finding.js';
import { knownUrls } from '../hosts.js';

/** The hosts of issuer and token endpoint have addresses. */
export const dns: Check = {
  name: 'dns',
  needs: [],
  run: (subject) => {
    const hosts = new Set(knownUrls(subject).map(({ hostname }) => hostname));
    return Promise.all([...hosts].map((host) => resolve(host, subject.settings.name, subject.lookup)));
  },
};

/** Whether a host has an address. */
export async function resolve(host: string, instance: string, lookup: Means['lookup']): Promise<Finding> {
  if (isLoopbackHost(host) || isIP(host.replace(/[[\]]/g, ''))) return ok(`${host} needs no look-up`);
  try {
    return ok(`${host} is ${(await lookup(host)).join(', ')}`);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    const hint = `check the host in OIDC_ISSUER_${instance} (and OIDC_TOKEN_URL_${instance}), then the DNS of this machine`;
    return fault(`${host} cannot be resolved (${code})`, hint);
  }
}
