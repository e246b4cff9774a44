import type { Reply } from '../http/reply.js';
import type { IssuerState } from '../issuer-state.js';
import type { SignIn } from '../personalities/sign-in.js';
import { Refusal } from '../refusals/refusal.js';
import { signInPage } from '../sign-in/page/sign-in-page.js';
import type { PendingSignIn } from '../sign-in/pending-sign-in.js';
import type { PersonRegistry } from '../sign-in/person-registry.js';
import type { EndpointRequest } from './endpoint-request.js';

/** @throws Refusal for a form that was sent before, is too old, or never was one */
export function findPending(
  name: string,
  { personality }: EndpointRequest,
  { errors }: SignIn,
  { pendingSignIns, clock }: IssuerState,
): PendingSignIn {
  const pending = pendingSignIns.find(name, clock.seconds());
  if (pending?.personality !== personality) throw new Refusal(errors.sign_in_over);
  return pending;
}

/** The form of a sign-in, with the fault of the last attempt, if any. */
export function signInForm(
  name: string,
  { address, request, wrongUsername }: PendingSignIn,
  { languages }: EndpointRequest,
  { people }: PersonRegistry,
): Reply {
  return signInPage({
    signIn: name,
    client: address.client.id,
    username: wrongUsername ?? request.loginHint ?? '',
    usernames: people.map(({ username }) => username),
    isWrong: wrongUsername !== undefined,
    languages,
  });
}
