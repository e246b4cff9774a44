import type { Trust } from '../../jwt/trust.js';
import { commonTrust } from '../common-trust.js';
import { type AzureSettings, GUID, issuerParts, isTenantTemplate } from './azure.settings.js';
import { tenantRule } from './azure.tenant-rule.js';

/** Issuers of v1 tokens, by the authority of the v2 issuer. */
const V1_ISSUER_HOSTS: Readonly<Record<string, string>> = {
  'https://login.chinacloudapi.cn': 'https://sts.chinacloudapi.cn',
  'https://login.partner.microsoftonline.cn': 'https://sts.chinacloudapi.cn',
};
const GLOBAL_V1_ISSUER_HOST = 'https://sts.windows.net';

/** The v2 and the v1 issuer of every tenant let in, each with its own metadata and keys. */
export function azureTrusts(settings: AzureSettings): [Trust, ...Trust[]] {
  const { authority, tenant } = partsOf(settings.issuer);
  const tenants = isTenantTemplate(settings.issuer) ? (settings.tenants ?? []).map((id) => id.toLowerCase()) : [tenant];
  return tenants.flatMap((id) => tenantTrusts(settings, authority, id)) as [Trust, ...Trust[]];
}

function tenantTrusts(settings: AzureSettings, authority: string, tenant: string): Trust[] {
  const common = {
    ...commonTrust(settings),
    audiences: settings.audience.flatMap(audienceForms),
    audienceForms,
    types: ['jwt'],
    requiredClaims: ['sub', 'tid'],
    rules: [tenantRule(tenant)],
  };
  const v1Host = V1_ISSUER_HOSTS[authority] ?? GLOBAL_V1_ISSUER_HOST;
  return [
    {
      ...common,
      issuer: `${authority}/${tenant}/v2.0`,
      discoveryUrl: `${authority}/${tenant}/v2.0/.well-known/openid-configuration`,
      clientClaims: ['azp'],
    },
    {
      ...common,
      issuer: settings.v1Issuer ?? `${v1Host}/${tenant}/`,
      discoveryUrl: `${authority}/${tenant}/.well-known/openid-configuration`,
      jwksUrl: settings.v1JwksUrl,
      clientClaims: ['appid'],
    },
  ];
}

/**
 * One API has several names: `api://<id>` in v1 tokens and `<id>` in v2 tokens, and an App ID URI comes with or
 * without a slash at its end.
 */
export function audienceForms(audience: string): string[] {
  const name = audience.replace(/\/$/, '');
  const id = name.replace(/^api:\/\//, '');
  if (GUID.test(id)) return [id, `api://${id}`, `api://${id}/`];
  return [name, `${name}/`];
}

function partsOf(issuer: string) {
  const parts = issuerParts(issuer);
  if (!parts) throw new TypeError('The settings were not checked');
  return parts;
}
