/** @returns what is wrong with a Redis URL, to be read after the name of its variable: the URL may hold a password */
export function redisUrlFault(url: string): string | undefined {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const good = parsed && /^rediss?:$/.test(parsed.protocol) && parsed.hostname && /^\/?\d{0,3}$/.test(parsed.pathname);
  return good ? undefined : 'must be a redis:// or rediss:// URL, such as redis://localhost:6379';
}
