import type { en } from './en.js';

/** Every text of the page, in the shape that each language has. */
export type Words = typeof en;
