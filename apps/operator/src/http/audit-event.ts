/** Something that happened, as the service's stream tells it; other fields depend on the name. */
export interface AuditEvent {
  /** Counts up. */
  readonly id: number;
  /** ISO, with milliseconds. */
  readonly at: string;
  readonly name: string;
  /** Id of the run that it belongs to. */
  readonly run?: string;
  readonly side?: 'caller' | 'resource_server';
  /** Milliseconds since the run began. */
  readonly offset?: number;
  readonly [field: string]: unknown;
}

export interface RunSummary {
  /** The request id. */
  readonly id: string;
  /** W3C trace id: 32 hex digits. */
  readonly trace: string;
  readonly startedAt: string;
  readonly request: RunRequest;
  readonly provider: string;
  /** URL called. */
  readonly resourceServer: string;
  readonly state: 'running' | 'succeeded' | 'failed';
  /** When it is over. */
  readonly seconds?: number;
  readonly status?: number;
  /** When it failed. */
  readonly reason?: string;
}

export interface Run extends RunSummary {
  readonly events: readonly AuditEvent[];
  /** JSON of the resource server, when it succeeded; cut with `…` when long. */
  readonly answer?: string;
}

export interface RunRequest {
  readonly provider?: string;
  readonly scope?: string;
  readonly audience?: string;
}
