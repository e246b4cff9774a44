import type { HostedApi, Person } from '../options.js';
import { endpointsAt } from '../personalities/paths.js';
import type { Grant, Site } from '../personalities/personality.js';
import { PERSONALITIES } from '../personalities/registry.js';
import type { SignIn, Target } from '../personalities/sign-in.js';
import type { AuthorizedSignIn } from './authorization-codes.js';

type SignedInGrant = Grant & Required<Pick<Grant, 'signedIn'>>;

/** What a token for the person is for. A client that asked for no API gets one that is good for none but the issuer itself. */
export function grantOfPerson(
  { personality, target, signedIn }: AuthorizedSignIn,
  { origin, tenant }: Site,
): Pick<Grant, 'api' | 'resource' | 'permissions'> {
  if (target) return { ...target, permissions: permissionsOf(signedIn.person, target) };
  const { issuer } = endpointsAt(origin, PERSONALITIES[personality].paths, tenant);
  return { api: issuerAsApi(issuer), resource: issuer, permissions: [] };
}

/** As the token response has it (RFC 6749 §5.1). */
export function grantedScope({ signedIn, permissions, resource }: SignedInGrant, signIn: SignIn): string | undefined {
  const words = permissions.map((permission) => signIn.scopeWord(permission, resource));
  return [...signedIn.identityScopes, ...words].join(' ') || undefined;
}

function permissionsOf({ permissions = {} }: Person, target: Target): readonly string[] {
  const { identifier } = target.api;
  const own = Object.hasOwn(permissions, identifier) ? (permissions[identifier] ?? []) : [];
  return target.permissions.filter((permission) => own.includes(permission));
}

function issuerAsApi(issuer: string): HostedApi {
  return {
    identifier: issuer,
    clientId: issuer,
    permissions: [],
    accessTokenAcceptedVersion: 2,
    tokenFormat: 'opaque',
  };
}
