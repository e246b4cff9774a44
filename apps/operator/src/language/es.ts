import { events } from './es/events.js';
import { explain } from './es/explain.js';
import { faults } from './es/faults.js';
import { providers } from './es/providers.js';
import { reasons } from './es/reasons.js';
import { run } from './es/run.js';
import { shell } from './es/shell.js';
import { steps } from './es/steps.js';
import type { Words } from './words.js';

export const es: Words = { shell, run, steps, providers, explain, events, faults, reasons };
