/** What one client may cost at most. Times in milliseconds. */
export interface ServiceLimits {
  readonly headersTimeout: number;
  readonly requestTimeout: number;
  readonly connectionsCheckingInterval: number;
  readonly keepAliveTimeout: number;
  readonly maxRequestsPerSocket: number;
  readonly maxHeaderBytes: number;
  readonly bodyLimit: number;
  readonly longestAnswer: number;
}

export const SERVICE_LIMITS: ServiceLimits = {
  // Headers come in one or two packets. Node's 60 s would let few connections with a byte now and then take them all.
  headersTimeout: 10_000,
  // A whole request, its body included: 64 KB pass in that time at 17 kbit/s. Fastify sets none, Node alone 300 s.
  requestTimeout: 30_000,
  // The two above are checked this often, so they may be late by as much. Node's default is 30 s.
  connectionsCheckingInterval: 2_000,
  // Longer than load balancers keep idle connections (60 s is usual): the side that sends must be the one to close.
  keepAliveTimeout: 72_000,
  // As nginx's keepalive_requests: clients come back, and reach new instances too.
  maxRequestsPerSocket: 1_000,
  // Node's default, whatever NODE_OPTIONS say. A token with many groups is 8 KB.
  maxHeaderBytes: 16_384,
  // The largest request is a scope and an audience.
  bodyLimit: 65_536,
  // What runs when the service stops listening has this long: with the grace of production half of what Kubernetes gives.
  longestAnswer: 10_000,
};
