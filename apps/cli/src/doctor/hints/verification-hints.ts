import { type Explanation, type Reason, variableName } from '@portero/auth';
import type { Subject } from '../check.js';
import { GUID } from './guid.js';

type Words = (explanation: Explanation, subject: Subject) => string | undefined;

/** What is known beyond the library's advice: the token was asked for with these very settings. */
const WORDS: Partial<Record<Reason, Words>> = {
  issuer_unknown: ({ claims = {} }, { settings: { kind, name } }) =>
    kind === 'azure' && claims.ver === '1.0'
      ? `This is a v1 token: set ${variableName('v1Issuer', name)}=${claims.iss}, or let the API have v2 tokens.`
      : undefined,
  audience_mismatch: ({ claims = {} }, { settings: { audience, name } }) => {
    const aud = String([claims.aud].flat()[0]);
    if (!GUID.test(aud) && !aud.startsWith('api://')) return undefined;
    const [form, other] = GUID.test(aud) ? ['application id (GUID)', 'api://'] : ['App ID URI (api://)', 'GUID'];
    const both = [...audience, aud].join(',');
    return `The token names the API by its ${form}, not by ${other}: set ${variableName('audience', name)}=${both}, if that is this API.`;
  },
  key_unknown: (_, subject) => wrongKeySet(subject),
  signature_invalid: (_, subject) => wrongKeySet(subject),
};

function wrongKeySet({ settings, found }: Subject): string | undefined {
  if (!settings.jwksUrl) return undefined;
  const right = found.metadata.get(settings.issuer)?.members.jwks_uri;
  const named = typeof right === 'string' ? `: the metadata name ${right}` : '';
  return `Remove ${variableName('jwksUrl', settings.name)}, it is the key set of another issuer${named}.`;
}

/** What to do about a token of one's own that is refused. */
export function verificationHint(explanation: Explanation, subject: Subject): string {
  const { reason, checks } = explanation;
  const advised = checks.find((check) => check.reason === reason)?.nextStep;
  const own = reason && WORDS[reason]?.(explanation, subject);
  return [own, advised].filter(Boolean).join(' ') || 'Ask who runs the provider.';
}
