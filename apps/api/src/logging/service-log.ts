import { trace } from '@opentelemetry/api';
import { type Logger, pino } from 'pino';
import type { ServiceVariables } from '../config/service-settings.js';
import type { BoundedOutput } from './bounded-output.js';
import { textLine } from './text-line.js';

const LEVELS: Readonly<Record<ServiceVariables['LOG_LEVEL'], string>> = {
  error: 'error',
  warn: 'warn',
  log: 'info',
  debug: 'debug',
};

/** The last line of defence: what has these names is not written. A path with `*` would cost each line 10 µs. */
const SECRET = [
  'authorization',
  'dpop',
  'cookie',
  'client_secret',
  'client_assertion',
  'assertion',
  'access_token',
] as const;

/** The service's log: one JSON object a line, or one line of text. */
export function serviceLog(
  { LOG_LEVEL, LOG_FORMAT, SERVICE_NAME }: Pick<ServiceVariables, 'LOG_LEVEL' | 'LOG_FORMAT' | 'SERVICE_NAME'>,
  output: BoundedOutput,
): Logger {
  const format = LOG_FORMAT ?? (output.terminal ? 'text' : 'json');
  const log = pino(
    {
      level: LEVELS[LOG_LEVEL],
      base: { name: SERVICE_NAME },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      mixin: traceOfSpan,
      redact: { paths: SECRET.flatMap((name) => [name, `headers.${name}`, `body.${name}`]), censor: '[redacted]' },
    },
    format === 'json' ? output : { write: (line: string) => output.write(textLine(line)) },
  );
  output.whenDropped((dropped) => log.warn({ context: 'Log', dropped, msg: 'Lines were dropped: nobody read them' }));
  return log;
}

/** Where there is a tracer, a line belongs to the trace of what it tells of. */
function traceOfSpan(): { trace?: string } {
  const span = trace.getActiveSpan();
  return span ? { trace: span.spanContext().traceId } : {};
}
