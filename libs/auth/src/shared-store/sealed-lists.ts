import type { AuthEvents } from '../telemetry/auth-events.js';
import type { Seal } from './seal.js';

/** What is sealed is a JSON list: without member names there is no `__proto__` to be trapped by (CWE-1321). */
export type Unpack<T> = (list: readonly unknown[]) => T | undefined;

/** Seals lists, and opens what another instance, an older release or anyone else has left under a name. */
export class SealedLists {
  constructor(
    private readonly seal: Seal,
    private readonly events: AuthEvents,
  ) {}

  close(name: string, list: readonly unknown[]): string {
    return this.seal.seal(name, JSON.stringify(list));
  }

  /** @returns `undefined` for nothing, and for a value that is not one of ours, which is told */
  open<T>(name: string, sealed: string | null | undefined, unpack: Unpack<T>): T | undefined {
    if (sealed === null || sealed === undefined) return undefined;
    const opened = unpack(listIn(this.seal.open(name, sealed)));
    if (opened === undefined) this.events.emit('shared_cache_miss_invalid', {});
    return opened;
  }
}

function listIn(text: string | undefined): readonly unknown[] {
  if (text === undefined) return [];
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}
