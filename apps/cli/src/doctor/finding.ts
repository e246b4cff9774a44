export type Sign = 'ok' | 'warning' | 'fault' | 'skipped';

/** What a check found: no secret and nothing of a token. */
export interface Finding {
  readonly sign: Sign;
  readonly message: string;
  /** What to change, by the name of its variable or its place in a console. */
  readonly hint?: string;
}

/** A finding with the check that made it. */
export interface DoctorLine extends Finding {
  readonly check: string;
  /** Name of the instance; absent for what concerns them all. */
  readonly provider?: string;
}

export const ok = (message: string): Finding => ({ sign: 'ok', message });
export const skipped = (message: string): Finding => ({ sign: 'skipped', message });
export const warning = (message: string, hint: string): Finding => ({ sign: 'warning', message, hint });
export const fault = (message: string, hint: string): Finding => ({ sign: 'fault', message, hint });
