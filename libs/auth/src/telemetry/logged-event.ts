import { inspect } from 'node:util';
import type { AuthEvent } from './auth-events.js';

/** An event as loggers take it: fields for those that write objects, one line for Nest's own, which writes text. */
export class LoggedEvent {
  readonly msg: string;

  constructor({ name, ...fields }: AuthEvent) {
    this.msg = name;
    Object.assign(this, fields);
  }

  [inspect.custom](): string {
    const { msg, ...fields } = this;
    return `${msg} ${JSON.stringify(fields)}`;
  }
}
