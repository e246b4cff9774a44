import { ownProblem, ProblemError, problemOf } from './problem.js';

interface Sent {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** The service, asked by HTTP. Every refusal is thrown as a `ProblemError`. */
export class Api {
  /** Of the session; sent with unsafe methods. */
  csrf: string | null = null;
  /** Told of every 401. */
  onSignInRequired: (error: ProblemError) => void = () => {};

  /** @param base origin of the service; empty: where the page came from */
  constructor(readonly base: string) {}

  async get<T>(path: string, signal?: AbortSignal): Promise<T> {
    return this.parsed<T>(await this.send('GET', path, { signal }));
  }

  async post<T>(path: string, body?: unknown): Promise<T> {
    return this.parsed<T>(await this.send('POST', path, { body }));
  }

  /** @returns the body as it came */
  async send(method: 'GET' | 'POST', path: string, { body, headers, signal }: Sent = {}): Promise<string> {
    const response = await fetch(`${this.base}${path}`, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      headers: {
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(method !== 'GET' && this.csrf !== null && { 'x-csrf-token': this.csrf }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
    }).catch((cause: unknown) => {
      throw signal?.aborted ? cause : ownProblem('unreachable');
    });
    const text = await response.text().catch(() => {
      throw ownProblem('unreachable');
    });
    if (response.ok) return text;
    const error = new ProblemError(problemOf(response.status, jsonOf(text)));
    if (response.status === 401) this.onSignInRequired(error);
    throw error;
  }

  private parsed<T>(text: string): T {
    if (text === '') return undefined as T;
    const value = jsonOf(text);
    if (value === undefined) throw ownProblem('unreadable');
    return value as T;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
