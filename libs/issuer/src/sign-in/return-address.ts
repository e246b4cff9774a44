import type { ClientRegistry } from '../clients/client-registry.js';
import type { Entries } from '../http/body-entries.js';
import type { RegisteredClient } from '../options.js';
import { Refusal } from '../refusals/refusal.js';
import type { SignInErrors } from '../refusals/sign-in-errors.js';
import { isLoopbackRedirect } from './loopback-redirect.js';

/** Whom the answer to an authorization request goes to, and where. */
export interface ReturnAddress {
  readonly client: RegisteredClient;
  readonly redirectUri: string;
  /** As sent, to be returned (RFC 6749 §4.1.2). */
  readonly state?: string;
}

/** @throws Refusal for the person to read: nobody is ever sent to an address that is not the client's (RFC 6749 §4.1.2.1) */
export function readReturnAddress(entries: Entries, clients: ClientRegistry, errors: SignInErrors): ReturnAddress {
  const id = soleValue(entries, 'client_id') ?? '';
  const client = clients.find(id);
  if (!client) throw new Refusal(errors.sign_in_client_unknown, id);
  const redirectUri = soleValue(entries, 'redirect_uri');
  if (redirectUri === undefined) throw new Refusal(errors.redirect_uri_missing, id);
  if (!isRegistered(redirectUri, client)) throw new Refusal(errors.redirect_uri_unknown, redirectUri);
  return { client, redirectUri, state: soleValue(entries, 'state') };
}

function isRegistered(uri: string, { redirectUris = [], loopbackRedirectPath }: RegisteredClient): boolean {
  if (redirectUris.includes(uri)) return true;
  return loopbackRedirectPath !== undefined && isLoopbackRedirect(uri, loopbackRedirectPath);
}

/** The redirect URI keeps the query it has (RFC 6749 §3.1.2). */
export function returnUrl({ redirectUri, state }: ReturnAddress, answer: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams({ ...answer, ...(state !== undefined && { state }) });
  return `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${query}`;
}

function soleValue(entries: Entries, name: string): string | undefined {
  const [value, another] = entries.filter((entry) => entry[0] === name).map((entry) => entry[1]);
  return another === undefined ? value || undefined : undefined;
}
