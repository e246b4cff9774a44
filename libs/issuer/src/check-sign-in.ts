import { CLIENT_AUTHENTICATIONS } from './clients/authentication/registry.js';
import type { IssuerOptions, Person, RegisteredApi, RegisteredClient } from './options.js';
import { LOOPBACK_PATH } from './sign-in/loopback-redirect.js';

/** What is wrong with the people and with the clients they sign in for, each in one sentence without a password in it. */
export function signInFaults({ people = [], clients, apis }: IssuerOptions): string[] {
  const usernames = people.map(({ username }) => username);
  const repeated = usernames.filter((name, index) => usernames.indexOf(name) !== index);
  return [
    ...repeated.map((name) => `person "${name}" is there twice`),
    ...people.flatMap(personFaults),
    ...people.flatMap((person) => permissionFaults(person, apis)),
    ...clients.flatMap(redirectFaults),
    ...clients.flatMap(loopbackFaults),
    ...clients.flatMap(publicClientFaults),
  ];
}

function personFaults({ username, password }: Person): string[] {
  return [
    ...(username === '' ? ['a person has no username'] : []),
    ...(password === '' ? [`person "${username}" has an empty password`] : []),
  ];
}

function permissionFaults({ username, permissions = {} }: Person, apis: readonly RegisteredApi[]): string[] {
  return Object.entries(permissions).flatMap(([identifier, names]) => {
    const api = apis.find((candidate) => candidate.identifier === identifier);
    if (!api) return [`person "${username}" has permissions on unknown API "${identifier}"`];
    return names
      .filter((name) => !api.permissions.includes(name))
      .map((name) => `person "${username}" has "${name}", which API "${identifier}" does not define`);
  });
}

/** RFC 6749 §3.1.2: absolute, without a fragment; only what a header can carry. */
function redirectFaults({ id, redirectUris = [] }: RegisteredClient): string[] {
  return redirectUris
    .filter((uri) => !(/^https?:\/\/[!-"$-~]+$/.test(uri) && URL.canParse(uri)))
    .map((uri) => `client "${id}" has the redirect URI "${uri}", which is no http(s) URL without a fragment`);
}

function loopbackFaults({ id, loopbackRedirectPath: path }: RegisteredClient): string[] {
  if (path === undefined || LOOPBACK_PATH.test(path)) return [];
  return [
    `client "${id}" has the loopback redirect path "${path}", which is no path of plain segments and words in braces`,
  ];
}

function publicClientFaults(client: RegisteredClient): string[] {
  if (!client.publicClient) return [];
  const { id, redirectUris = [], loopbackRedirectPath } = client;
  const hasRedirect = redirectUris.length > 0 || loopbackRedirectPath !== undefined;
  const methods = Object.entries(CLIENT_AUTHENTICATIONS).filter(([name]) => name !== 'none');
  const isReady = methods.some(([, method]) => method.isReady(client));
  return [
    ...(isReady ? [`client "${id}" is public, and has something to authenticate with`] : []),
    ...(hasRedirect ? [] : [`client "${id}" is public, and has no redirect URI to get tokens by`]),
  ];
}
