import type { Subject } from './check.js';

/** The URLs that are called for an instance and known before any is called, and who they belong to. */
export function knownUrls({ settings, provider }: Subject): URL[] {
  const [main, ...others] = provider.issuers;
  const { tokenUrl } = settings;
  const urls = [main, ...others].flatMap((issuer) => {
    if (!issuer) return [];
    const { trust } = issuer;
    const metadata = trust.jwksUrl && (issuer !== main || tokenUrl || !settings.clientId) ? [] : [trust.discoveryUrl];
    return [...metadata, ...(trust.jwksUrl ? [trust.jwksUrl] : [])];
  });
  return [...urls, ...(tokenUrl ? [tokenUrl] : [])].map((url) => new URL(url));
}

/** One URL of each host, by name and port. */
export function onePerHost(urls: readonly URL[]): URL[] {
  return [...new Map(urls.map((url) => [url.host, url])).values()];
}
