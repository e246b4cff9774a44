import type { z } from 'zod';
import { secret, text } from './setting-types.js';

/**
 * The client that people sign in with. It is another than the one that asks for tokens: this one has a redirect URI, and
 * may be public.
 */
export const signInSettings = {
  signInClientId: text.optional(),
  signInClientSecret: secret.optional(),
};

type SignInSettings = { readonly [S in keyof typeof signInSettings]?: z.output<(typeof signInSettings)[S]> };
type Report = (setting: string, problem: string) => void;

export function checkSignIn(settings: SignInSettings, report: Report): void {
  if (settings.signInClientSecret && !settings.signInClientId) {
    report('signInClientId', 'is required with the secret of a sign-in client');
  }
}
