/** `clientId` of `azure` → `OIDC_CLIENT_ID_azure`. */
export function variableOf(setting: string, instance: string): string {
  return `OIDC_${setting.replace(/[A-Z]/g, '_$&').toUpperCase()}_${instance}`;
}
