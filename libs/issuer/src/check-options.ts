import { createSecureContext } from 'node:tls';
import { signInFaults } from './check-sign-in.js';
import { CLIENT_AUTHENTICATIONS } from './clients/authentication/registry.js';
import { readCertificate } from './clients/certificate.js';
import { credentialFaults } from './clients/credential-faults.js';
import type { TlsMaterial } from './http/loopback-server.js';
import type { IssuerOptions, RegisteredApi, RegisteredClient } from './options.js';

const TOKEN_FORMATS: readonly unknown[] = [undefined, 'jwt', 'opaque'];

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @throws TypeError that lists every fault; no secret is in it */
export function checkOptions(options: IssuerOptions): void {
  const faults = [
    ...tenantFaults(options),
    ...nameFaults(options),
    ...options.apis.flatMap(formatFaults),
    ...options.clients.flatMap(credentialFaults),
    ...options.clients.flatMap(methodFaults),
    ...options.clients.flatMap(bindingFaults),
    ...tlsFaults(options),
    ...grantFaults(options),
    ...signInFaults(options),
  ];
  if (faults.length > 0) throw new TypeError(['The issuer cannot start:', ...faults].join('\n- '));
}

function tenantFaults({ tenant }: IssuerOptions): string[] {
  return tenant === undefined || GUID.test(tenant) ? [] : [`tenant "${tenant}" is not a GUID`];
}

function nameFaults({ apis, clients }: IssuerOptions): string[] {
  return [
    ...repeated(apis.map(({ identifier }) => identifier)).map((name) => `API "${name}" is registered twice`),
    ...repeated(clients.map(({ id }) => id)).map((name) => `client "${name}" is registered twice`),
  ];
}

function formatFaults({ identifier, tokenFormat }: RegisteredApi): string[] {
  return TOKEN_FORMATS.includes(tokenFormat) ? [] : [`API "${identifier}" has no token format "${tokenFormat}"`];
}

function methodFaults(client: RegisteredClient): string[] {
  const { id, authenticationMethod } = client;
  if (authenticationMethod === undefined) {
    const ready = Object.values(CLIENT_AUTHENTICATIONS).some(({ isReady }) => isReady(client));
    return ready ? [] : [`client "${id}" has nothing to authenticate with`];
  }
  const { isReady } = CLIENT_AUTHENTICATIONS[authenticationMethod];
  return isReady(client) ? [] : [`client "${id}" has nothing for its authentication method ${authenticationMethod}`];
}

/** RFC 7800 §3.1: a token is bound to a single key. */
function bindingFaults({ id, dpopBound, certificateBound }: RegisteredClient): string[] {
  return dpopBound && certificateBound ? [`client "${id}" is both dpopBound and certificateBound`] : [];
}

function tlsFaults({ tls, clients }: IssuerOptions): string[] {
  const bound = tls ? [] : clients.filter(({ certificateBound }) => certificateBound);
  const subjects = clients.filter(({ tlsClientAuthSubjectDn }) => tlsClientAuthSubjectDn !== undefined);
  return [
    ...(tls && !isUsable(tls) ? ['tls is not a key with its certificate, and authorities, in PEM'] : []),
    ...(tls?.ca
      ? []
      : subjects.map(({ id }) => `client "${id}" has a subject, and there is no tls.ca to vouch for it`)),
    ...bound.map(({ id }) => `client "${id}" is certificateBound, and there is no tls to take its certificate`),
  ];
}

function isUsable(tls: TlsMaterial): boolean {
  try {
    createSecureContext({ ...tls });
    // Above, an authority that is no certificate is passed over.
    if (tls.ca) readCertificate(tls.ca);
    return true;
  } catch {
    return false;
  }
}

function grantFaults({ apis, clients }: IssuerOptions): string[] {
  return clients.flatMap(({ id, grants }) =>
    Object.entries(grants).flatMap(([identifier, permissions]) => {
      const api = apis.find((candidate) => candidate.identifier === identifier);
      if (!api) return [`client "${id}" is granted unknown API "${identifier}"`];
      return permissions
        .filter((name) => !api.permissions.includes(name))
        .map((name) => `client "${id}" is granted "${name}", which API "${identifier}" does not define`);
    }),
  );
}

function repeated(names: readonly string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) !== index);
}
