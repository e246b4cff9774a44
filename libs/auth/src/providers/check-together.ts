import type { ProviderSettings } from './provider-settings.js';
import { kindNamed } from './registry.js';

/** How a setting of an instance is called where it was given. */
type NameOf = (setting: string, instance: string) => string;
type Report = (name: string, problem: string) => void;

/** What must hold between the instances. */
export function checkTogether(providers: readonly ProviderSettings[], nameOf: NameOf, report: Report): void {
  checkIssuersDiffer(providers, nameOf, report);
  checkOneIntrospects(providers, nameOf, report);
}

function checkIssuersDiffer(providers: readonly ProviderSettings[], nameOf: NameOf, report: Report): void {
  const owners = new Map<string, string>();
  for (const settings of providers) {
    const issuers = kindNamed(settings.kind)
      .trusts(settings)
      .map(({ issuer }) => issuer);
    const taken = issuers.find((issuer) => owners.has(issuer));
    if (taken) {
      const problem = `trusts ${taken}, and so does ${owners.get(taken)}: a token could be of either`;
      report(nameOf('issuer', settings.name), problem);
    }
    for (const issuer of issuers) owners.set(issuer, settings.name);
  }
}

/** An opaque token names no issuer, and must not be sent to one that did not issue it. */
function checkOneIntrospects(providers: readonly ProviderSettings[], nameOf: NameOf, report: Report): void {
  const [first, ...others] = providers.filter((one) => 'introspection' in one && one.introspection === 'on');
  const rival = first && nameOf('introspection', first.name);
  for (const { name } of others) {
    const problem = `is on, and so is ${rival}: an opaque token does not say who issued it, so switch one of them off`;
    report(nameOf('introspection', name), problem);
  }
}
