import { clientOf } from '../jwt/client-of.js';
import type { TokenContents } from '../jwt/compact-token.js';
import { signatureAlgorithm } from '../jwt/signature-algorithms.js';
import type { RuleContext, Trust } from '../jwt/trust.js';
import { differenceOf, isGuid } from './likeness.js';
import type { IssuerDifference, NearestIssuer } from './nearest-issuer.js';
import type { NextStepKey } from './next-steps.js';

/** What is known of a token when it is explained. */
export interface Situation {
  readonly token: string;
  readonly scheme: 'Bearer' | 'DPoP';
  readonly contents?: TokenContents;
  readonly context?: RuleContext;
  /** When its issuer is not trusted. */
  readonly nearest?: NearestIssuer;
  /** Seconds by which the provider's clock is ahead of ours. */
  readonly clockDifference?: number;
}

type Hint = (situation: Situation) => string | undefined;

const PARTS: Readonly<Record<number, string>> = {
  1: 'It has one part: an opaque token, or no token at all.',
  5: 'It has five parts: it is encrypted (JWE), and nobody but the API it is for can read it.',
};

const ISSUER_DIFFERENCES: Readonly<Record<IssuerDifference, string>> = {
  slash: 'They differ in the slash at the end only.',
  case: 'They differ in upper and lower case only.',
  scheme: 'They differ in http and https only.',
  version: 'Both are of one tenant, as v1 and v2 tokens of Entra ID are.',
  tenant: 'They differ in the tenant only.',
};

const AUDIENCE_DIFFERENCES = {
  slash: 'It differs from an accepted one in the slash at the end only.',
  case: 'It differs from an accepted one in upper and lower case only.',
  prefix: 'It differs from an accepted one in api:// only.',
};

const GRAPH = ['https://graph.microsoft.com', '00000003-0000-0000-c000-000000000000'];

const seconds = (count: number) => `${Math.ceil(Math.abs(count))} s`;

/** What this very token shows about its reason, before what is done about it. */
export const HINTS: Partial<Readonly<Record<NextStepKey, Hint>>> = {
  malformed: ({ token }) => PARTS[token.split('.').length],
  algorithm_not_allowed: ({ contents }) =>
    signatureAlgorithm(contents?.header.alg) ? undefined : 'Only signatures by a private key are ever accepted.',
  issuer_unknown: ({ nearest }) => nearest && nearestHint(nearest),
  'issuer: claim_missing': ({ nearest }) => nearest && nearestHint(nearest),
  expired: ({ contents, context, clockDifference }) =>
    `It expired ${seconds(Number(context?.now) - Number(contents?.claims.exp))} ago. ${clockHint(clockDifference)}`,
  not_yet_valid: ({ contents, context, clockDifference }) =>
    `It begins in ${seconds(Number(contents?.claims.nbf) - Number(context?.now))}. ${clockHint(clockDifference)}`,
  audience_mismatch: ({ contents, context }) => contents && context && audienceHint(contents, context),
  binding_required: ({ scheme }) =>
    scheme === 'DPoP' ? 'A token that is bound to no DPoP key is sent by "Authorization: Bearer".' : undefined,
};

function nearestHint({ issuer: { trust }, difference }: NearestIssuer): string {
  const differ = difference ? `${ISSUER_DIFFERENCES[difference]} ` : '';
  return `The nearest issuer is ${trust.issuer} of ${trust.provider}. ${differ}The other checks are against it.`;
}

function clockHint(difference: number | undefined): string {
  if (difference === undefined) return "The provider's clock cannot be read.";
  if (Math.abs(difference) < 2) return "The provider's clock and this one agree.";
  return `The provider's clock is ${seconds(difference)} ${difference > 0 ? 'ahead of' : 'behind'} this one.`;
}

function audienceHint({ claims }: TokenContents, { trust, routeAudiences }: RuleContext): string | undefined {
  if (routeAudiences) return `The route has an audience of its own, which replaces OIDC_AUDIENCE_${trust.provider}.`;
  const values = [claims.aud].flat().filter((aud) => typeof aud === 'string');
  if (values.some((aud) => GRAPH.includes(aud))) return 'It is a token for Microsoft Graph.';
  if (values.some((aud) => aud === clientOf(claims, trust))) return 'Its audience is the client itself: an ID token?';
  return likeAudience(values, trust);
}

function likeAudience(values: readonly string[], { audiences }: Trust): string | undefined {
  const among = Object.keys(AUDIENCE_DIFFERENCES) as (keyof typeof AUDIENCE_DIFFERENCES)[];
  for (const aud of values) {
    const difference = audiences.map((audience) => differenceOf(aud, audience, among)).find(Boolean);
    if (difference) return AUDIENCE_DIFFERENCES[difference];
  }
  if (values.some(isGuid)) return 'It has an application id, as v2 tokens of Entra ID do.';
  return undefined;
}
