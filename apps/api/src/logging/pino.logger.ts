import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/** What Nest tells of its own start, some forty lines. */
const OF_THE_START: ReadonlySet<unknown> = new Set([
  'InstanceLoader',
  'NestFactory',
  'RouterExplorer',
  'RoutesResolver',
]);

type Level = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';

/** Nest's log by pino: an object's fields are fields of the line, its `msg` being the words. */
export class PinoLogger implements LoggerService {
  constructor(private readonly pino: Logger) {}

  fatal(message: unknown, ...more: unknown[]): void {
    this.write('fatal', message, more);
  }

  error(message: unknown, ...more: unknown[]): void {
    this.write('error', message, more);
  }

  warn(message: unknown, ...more: unknown[]): void {
    this.write('warn', message, more);
  }

  log(message: unknown, ...more: unknown[]): void {
    this.write(OF_THE_START.has(more.at(-1)) ? 'debug' : 'info', message, more);
  }

  debug(message: unknown, ...more: unknown[]): void {
    this.write('debug', message, more);
  }

  verbose(message: unknown, ...more: unknown[]): void {
    this.write('trace', message, more);
  }

  /** @param more ends in the context, and of an error begins with its stack */
  private write(level: Level, message: unknown, more: unknown[]): void {
    if (!this.pino.isLevelEnabled(level)) return;
    const [stack] = more.length > 1 ? more : [];
    this.pino[level]({ context: more.at(-1), ...fieldsOf(message), ...(typeof stack === 'string' && { stack }) });
  }
}

function fieldsOf(message: unknown): object {
  if (message instanceof Error) return { msg: message.message, stack: message.stack };
  return typeof message === 'object' && message !== null ? message : { msg: String(message) };
}
