import { events } from './en/events.js';
import { explain } from './en/explain.js';
import { faults } from './en/faults.js';
import { providers } from './en/providers.js';
import { reasons } from './en/reasons.js';
import { run } from './en/run.js';
import { shell } from './en/shell.js';
import { steps } from './en/steps.js';

export const en = { shell, run, steps, providers, explain, events, faults, reasons };
