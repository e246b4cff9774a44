import type { Issuer } from '@portero/issuer';
import type { Sign } from '../src/doctor/finding.js';
import type { SOUND, Variables } from './sample-issuer.js';

/** Part of what the doctor must say. */
export interface Expected {
  readonly check: string;
  readonly sign: Sign;
  readonly message: string;
  readonly hint: string;
}

/** One way to get a configuration wrong. */
export interface BrokenSetting {
  readonly what: string;
  readonly kind: keyof typeof SOUND;
  readonly change?: (issuer: Issuer) => Variables;
  readonly before?: (issuer: Issuer) => void | Promise<void>;
  readonly finds: (issuer: Issuer) => readonly Expected[];
}
