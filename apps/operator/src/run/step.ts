import type { Words } from '../language/words.js';

export const LANES = ['operator', 'caller', 'provider', 'resource_server'] as const;
export type Lane = (typeof LANES)[number];
export type Tone = keyof Words['steps']['tones'];

type Term = keyof Words['steps']['details'];
export type Detail =
  | { readonly term: Term; readonly text: string }
  | { readonly term: Term; readonly seconds: number }
  | { readonly term: Term; readonly flag: boolean };

/** What is drawn in one row, in no language yet: a message from one lane to another, or what happens in one. */
export interface Sign {
  readonly from: Lane;
  readonly to: Lane;
  readonly says: keyof Words['steps']['says'];
  readonly tone: Tone;
  /** How long the exchange took that this ends. */
  readonly seconds?: number;
  readonly attempt?: number;
  readonly details?: readonly Detail[];
}

export interface Step extends Sign {
  readonly key: string;
  /** Milliseconds since the run began. */
  readonly at: number;
}

/** What an event becomes: what it tells of, and the message that began it `seconds` before. */
export interface Drawn {
  readonly began?: Sign;
  readonly is: Sign;
}
