import { auth0 } from './auth0/auth0.kind.js';
import { azure } from './azure/azure.kind.js';
import { local } from './local/local.kind.js';
import { oidc } from './oidc/oidc.kind.js';
import type { ProviderKind } from './provider-kind.js';

/** Every kind of provider. Legal values, settings, docs and the test matrix follow from this list. */
export const PROVIDER_KINDS = { azure, auth0, oidc, local } as const satisfies Record<string, ProviderKind>;

export type KindName = keyof typeof PROVIDER_KINDS;

/** The settings of a kind. */
export type SettingsOfKind<K extends KindName> = (typeof PROVIDER_KINDS)[K] extends ProviderKind<infer S> ? S : never;

export const KIND_NAMES = Object.keys(PROVIDER_KINDS) as [KindName, ...KindName[]];

export function isKindName(name: string): name is KindName {
  return Object.hasOwn(PROVIDER_KINDS, name);
}

export function kindNamed(name: KindName): ProviderKind {
  return PROVIDER_KINDS[name];
}
