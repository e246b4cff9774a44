import type { Adapter, AdapterPayload, ClientMetadata } from 'oidc-provider';

/** What oidc-provider keeps, in memory. Its own store clones clients into another realm than jest's and refuses them. */
export function referenceStore(clients: readonly ClientMetadata[]): (model: string) => Adapter {
  const known = clients.map((client): [string, AdapterPayload] => [`Client:${client.client_id}`, { ...client }]);
  const kept = new Map(known);
  return (model) => ({
    upsert: async (id, payload) => void kept.set(`${model}:${id}`, payload),
    find: async (id) => kept.get(`${model}:${id}`),
    destroy: async (id) => void kept.delete(`${model}:${id}`),
    consume: async () => undefined,
    findByUid: async () => undefined,
    findByUserCode: async () => undefined,
    revokeByGrantId: async () => undefined,
  });
}
