import type { Entries } from '../http/body-entries.js';
import type { Reply } from '../http/reply.js';
import type { IssuerState } from '../issuer-state.js';
import type { SignIn } from '../personalities/sign-in.js';
import { BROWSER_HEADERS } from '../sign-in/page/page-reply.js';
import type { PersonRegistry } from '../sign-in/person-registry.js';
import type { EndpointRequest } from './endpoint-request.js';
import { redirectBack } from './redirect-back.js';
import { findPending } from './sign-in-form.js';

/** A form that was filled in, or is asked for again. */
interface SubmittedSignIn {
  readonly signIn: string;
  readonly username: string;
  readonly password: string;
}

/** @returns `undefined` for what is not the form */
export function submittedSignIn(entries: Entries): SubmittedSignIn | undefined {
  const { sign_in: signIn, username = '', password = '' } = Object.fromEntries(entries);
  return signIn === undefined ? undefined : { signIn, username, password };
}

/** @throws Refusal as `findPending` */
export function submitSignIn(
  { signIn: name, username, password }: SubmittedSignIn,
  request: EndpointRequest,
  signIn: SignIn,
  people: PersonRegistry,
  state: IssuerState,
): Reply {
  const now = state.clock.seconds();
  const pending = findPending(name, request, signIn, state);
  const { personality, address } = pending;
  const { identityScopes, nonce, codeChallenge, target } = pending.request;
  const person = people.withPassword(username, password);
  if (!person) {
    pending.wrongUsername = username;
    return formAgain(name);
  }
  state.pendingSignIns.forget(name);
  const { redirectUri, client } = address;
  const signedIn = { person, identityScopes, nonce, authTime: now };
  const authorized = { personality, clientId: client.id, redirectUri, codeChallenge, signedIn, target };
  return redirectBack(address, { code: state.authorizationCodes.issue(authorized, now) }, request, state);
}

/** By a redirect: the answer to a POST that is kept nowhere is a page that the browser's Back cannot show. */
function formAgain(name: string): Reply {
  const location = `?${new URLSearchParams({ sign_in: name })}`;
  return { status: 303, headers: { ...BROWSER_HEADERS, Location: location }, body: '' };
}
