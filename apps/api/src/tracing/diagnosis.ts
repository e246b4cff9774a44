import { Logger } from '@nestjs/common';
import type { DiagLogger } from '@opentelemetry/api';

/** Milliseconds between two lines about the same: an endpoint that is down fails every few seconds. */
const PAUSE = 60_000;
/** An error comes as JSON. */
const LOSS = /^(\{|Dropped )/;
/** What may be told of a problem: a variable, or the code of a system error or of an HTTP answer. */
const VARIABLE = /\bOTEL_[A-Z_]+\b/;
const CODE = /"code":"?(E[A-Z_]+|\d{3})\b/;

/**
 * What the SDK complains of, once in a while and in our own words: its own may have a header of the exporter in them, or
 * what the endpoint answered.
 *
 * @param now milliseconds that never jump back
 */
export function tracingDiagnosis(now: () => number = () => performance.now()): DiagLogger {
  const logger = new Logger('Tracing');
  const toldAt = new Map<string, number>();
  const tell = (message: string) => {
    const [variable] = VARIABLE.exec(message) ?? [];
    const [, code] = CODE.exec(message) ?? [];
    const msg = sentenceFor(message, variable);
    const last = toldAt.get(variable ?? msg);
    if (last !== undefined && now() - last < PAUSE) return;
    toldAt.set(variable ?? msg, now());
    logger.warn({ msg, variable, code });
  };
  const leave = () => {};
  return { error: tell, warn: tell, info: leave, debug: leave, verbose: leave };
}

function sentenceFor(message: string, variable: string | undefined): string {
  if (variable) return 'A variable is not valid: its default is used';
  return LOSS.test(message) ? 'Traces are lost' : 'Traces may not be as they should be';
}
