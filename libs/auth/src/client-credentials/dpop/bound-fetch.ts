import {
  allowInsecureRequests,
  customFetch,
  protectedResourceRequest,
  WWWAuthenticateChallengeError,
} from 'oauth4webapi';
import { authorized, type TokenFetch } from '../token-fetch.js';
import type { BindingKey } from './binding-key.js';

/** Requests with a token that is bound to a key: each has a proof of its own (RFC 9449 §7.1). */
export function boundFetch(accessToken: string, key: BindingKey): TokenFetch {
  return async (url, init = {}, send = globalThis.fetch) => {
    try {
      return await protectedResourceRequest(accessToken, init.method ?? 'GET', new URL(url), undefined, undefined, {
        DPoP: await key.prover(),
        [customFetch]: (to, { headers }) => send(to, authorized(init, headers)),
        // Where a token may go is up to who sends it.
        [allowInsecureRequests]: true,
      });
    } catch (error) {
      if (error instanceof WWWAuthenticateChallengeError) return error.response;
      throw error;
    }
  };
}

/** Whether a request was refused for want of a nonce, which is known by now (RFC 9449 §9). */
export function wantsNonce({ status, headers }: Response): boolean {
  if (status !== 401 || !headers.get('dpop-nonce')) return false;
  return /\bDPoP\b.*\berror="?use_dpop_nonce\b/i.test(headers.get('www-authenticate') ?? '');
}
