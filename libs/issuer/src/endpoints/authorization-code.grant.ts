import { jsonReply } from '../http/reply.js';
import type { IssuerState } from '../issuer-state.js';
import type { Grant, PersonalityName } from '../personalities/personality.js';
import { PERSONALITIES } from '../personalities/registry.js';
import type { SignIn } from '../personalities/sign-in.js';
import { settleCode, useCode } from '../sign-in/code-use.js';
import { grantedScope, grantOfPerson } from '../sign-in/grant-of-person.js';
import { verifyCode } from '../sign-in/verify-code.js';
import { issuanceOf } from '../tokens/draft-token.js';
import { signToken } from '../tokens/sign-token.js';
import { accessTokenFor } from './access-token.js';
import { authenticatedClient } from './client-request.js';
import type { TokenGrant } from './token.grant.js';
import { tokenBinding } from './token-binding.js';

/** A person has signed in, and the client acts for them (RFC 6749 §4.1.3, OpenID Connect Core §3.1.3). */
export function authorizationCodeGrant(signIn: SignIn): TokenGrant {
  return async (request, tokenRequest, state, requestId) => {
    const { authenticationMethods, success, tokenHeaders } = PERSONALITIES[request.personality];
    const { parameters } = tokenRequest;
    const methods = [...authenticationMethods, 'none' as const];
    const { client, proof } = await authenticatedClient(request, tokenRequest, state, methods);
    const entry = verifyCode(parameters, client, request.personality, signIn, state);
    const { confirmation, headers } = await tokenBinding(request, tokenRequest, client, state);
    const { signedIn } = entry.authorized;
    const grant = { ...grantOfPerson(entry.authorized, state.site), client, proof, confirmation, signedIn };

    useCode(entry, signIn.errors.code_used, state.issuedTokens);
    const token = await accessTokenFor(request.personality, grant, parameters, state);
    settleCode(entry, token.accessToken, state.issuedTokens);
    const response = {
      ...success(token),
      scope: grantedScope(grant, signIn),
      id_token: signedIn.identityScopes.includes('openid')
        ? await idToken(request.personality, signIn, grant, state)
        : undefined,
    };
    return jsonReply(200, response, { ...tokenHeaders(requestId), ...headers });
  };
}

async function idToken(
  personality: PersonalityName,
  signIn: SignIn,
  { client, signedIn }: Required<Pick<Grant, 'client' | 'signedIn'>>,
  state: IssuerState,
): Promise<string> {
  const key = await state.keyRings[personality].current();
  return signToken(signIn.idToken(client, signedIn, issuanceOf(personality, key, state)), key);
}
