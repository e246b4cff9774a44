import type { IssuerOptions } from './options.js';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @throws TypeError that lists every fault; no secret is in it */
export function checkOptions(options: IssuerOptions): void {
  const faults = [
    ...tenantFaults(options),
    ...nameFaults(options),
    ...options.clients.flatMap(secretFaults),
    ...grantFaults(options),
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

function secretFaults({ id, secret }: IssuerOptions['clients'][number]): string[] {
  return secret === '' ? [`client "${id}" has an empty secret`] : [];
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
