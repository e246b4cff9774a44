import type { Entries } from '../http/body-entries.js';
import type { Reply } from '../http/reply.js';
import type { IssuerState } from '../issuer-state.js';
import type { SignIn } from '../personalities/sign-in.js';
import { Refusal } from '../refusals/refusal.js';
import { signInPage } from '../sign-in/page/sign-in-page.js';
import type { PersonRegistry } from '../sign-in/person-registry.js';
import type { EndpointRequest } from './endpoint-request.js';
import { redirectBack } from './redirect-back.js';

/** A form that was filled in. */
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

/** @throws Refusal for a form that was sent before, is too old, or never was one */
export function submitSignIn(
  { signIn: name, username, password }: SubmittedSignIn,
  request: EndpointRequest,
  { errors }: SignIn,
  people: PersonRegistry,
  state: IssuerState,
): Reply {
  const now = state.clock.seconds();
  const pending = state.pendingSignIns.find(name, now);
  if (!pending || pending.personality !== request.personality) throw new Refusal(errors.sign_in_over);
  const { personality, address } = pending;
  const { identityScopes, nonce, codeChallenge, target } = pending.request;
  const person = people.withPassword(username, password);
  if (!person) {
    return signInPage({
      signIn: name,
      client: address.client.id,
      username,
      usernames: people.people.map((one) => one.username),
      isWrong: true,
      languages: request.languages,
    });
  }
  state.pendingSignIns.forget(name);
  const { redirectUri, client } = address;
  const signedIn = { person, identityScopes, nonce, authTime: now };
  const authorized = { personality, clientId: client.id, redirectUri, codeChallenge, signedIn, target };
  return redirectBack(address, { code: state.authorizationCodes.issue(authorized, now) }, request, state);
}
