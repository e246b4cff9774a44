/** The part of @redis/client that is used. */
export interface RedisClient {
  connect(): Promise<unknown>;
  destroy(): void;
  unref(): void;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  ping(): Promise<string>;
  mGet(names: string[]): Promise<(string | null)[]>;
  /** @param options.expiration.value milliseconds */
  set(
    name: string,
    value: string,
    options: { readonly condition?: 'NX'; readonly expiration: { readonly type: 'PX'; readonly value: number } },
  ): Promise<string | null>;
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
}

/**
 * Imported only when a store is configured. A client that is lost is not repaired but replaced, so that no command
 * waits in a queue; RESP 2 and no extras, so that Valkey, older servers and proxies are as good.
 * @param connectTimeout milliseconds
 */
export async function redisClients(url: string, connectTimeout: number): Promise<() => RedisClient> {
  const { createClient } = await import('@redis/client');
  return () =>
    createClient({
      url,
      RESP: 2,
      disableOfflineQueue: true,
      disableClientInfo: true,
      maintNotifications: 'disabled',
      socket: { connectTimeout, reconnectStrategy: false },
    });
}
