import type { Endpoint } from '../personalities/paths.js';
import type { PersonalityName } from '../personalities/personality.js';
import type { Fault } from './fault.js';

export interface FaultPlace {
  /** Default: every personality. */
  readonly personality?: PersonalityName;
  readonly endpoint: Endpoint;
}

interface Posted {
  readonly where: FaultPlace;
  readonly fault: Fault;
  left: number;
}

/** The faults waiting for requests, first come, first served. */
export class FaultBoard {
  private posted: Posted[] = [];

  /** @param times how many requests it strikes; default: all until healed */
  inject(where: FaultPlace, fault: Fault, times = Number.POSITIVE_INFINITY): void {
    this.posted.push({ where, fault, left: times });
  }

  /** The fault that strikes this request, if any; it is used up by one. */
  take(personality: PersonalityName, endpoint: Endpoint): Fault | undefined {
    const hit = this.posted.find(
      ({ where, left }) =>
        left > 0 && where.endpoint === endpoint && (where.personality ?? personality) === personality,
    );
    if (hit) hit.left -= 1;
    return hit?.fault;
  }

  heal(): void {
    this.posted = [];
  }
}
