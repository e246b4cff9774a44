/** What one client was granted, and what it made use of. */
export interface PermissionUse {
  readonly provider: string;
  readonly clientId: string;
  /** Requests that were let in. */
  readonly requests: number;
  /** Each with the number of requests to routes that ask for it, the most used first. */
  readonly used: readonly { readonly permission: string; readonly requests: number }[];
  /** Held by its tokens, and asked for by none of the routes that it called. */
  readonly unused: readonly string[];
}

interface Decision {
  readonly provider: string;
  readonly clientId: string;
  readonly asked: readonly string[];
  readonly held: readonly string[];
}

interface Client {
  requests: number;
  readonly held: Set<string>;
  readonly used: Map<string, number>;
}

/**
 * Reads a service's log, one JSON object a line, and takes what is told of callers who were let in.
 *
 * @returns the clients in the order of their names; `ignored` counts the lines that tell of none
 */
export async function permissionUse(
  lines: AsyncIterable<string>,
): Promise<{ clients: PermissionUse[]; ignored: number }> {
  const clients = new Map<string, Client>();
  let ignored = 0;
  for await (const line of lines) {
    const decision = decisionIn(line);
    if (decision) count(decision, clients);
    else ignored += 1;
  }
  const inOrder = [...clients].sort(([one], [other]) => one.localeCompare(other));
  return { clients: inOrder.map(([name, client]) => reportOf(name, client)), ignored };
}

function decisionIn(line: string): Decision | undefined {
  const { msg, provider, clientId, asked, held } = jsonObject(line);
  if (msg !== 'request' || typeof provider !== 'string' || typeof clientId !== 'string') return undefined;
  return isWords(asked) && isWords(held) ? { provider, clientId, asked, held } : undefined;
}

function count({ provider, clientId, asked, held }: Decision, clients: Map<string, Client>): void {
  const name = JSON.stringify([provider, clientId]);
  const client = clients.get(name) ?? { requests: 0, held: new Set<string>(), used: new Map<string, number>() };
  clients.set(name, client);
  client.requests += 1;
  for (const permission of held) client.held.add(permission);
  for (const permission of asked) client.used.set(permission, (client.used.get(permission) ?? 0) + 1);
}

function reportOf(name: string, { requests, held, used }: Client): PermissionUse {
  const [provider, clientId] = JSON.parse(name) as [string, string];
  const counted = [...used].map(([permission, times]) => ({ permission, requests: times }));
  return {
    provider,
    clientId,
    requests,
    used: counted.sort((one, other) => other.requests - one.requests),
    unused: [...held].filter((permission) => !used.has(permission)).sort(),
  };
}

function jsonObject(line: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function isWords(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((word) => typeof word === 'string');
}
