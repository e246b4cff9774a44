import {
  type Attributes,
  context,
  createContextKey,
  INVALID_TRACEID,
  type Span,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { REASONS } from './reasons.js';

/** Nothing is recorded until the application has registered an SDK. */
const tracer = trace.getTracer('@portero/auth');

const BEGUN_IN = createContextKey('portero.begun_in');
const CALL = createContextKey('portero.call');

/** Does work in a span of its own; what it throws ends the span with its reason, and with no other word of it. */
export function traced<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> {
  return inSpan(name, SpanKind.INTERNAL, attributes, work);
}

/** The same for work that calls another server: where its request goes, and how it is answered, is told of this span. */
export function tracedCall<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> {
  return inSpan(name, SpanKind.CLIENT, attributes, work);
}

/** The span of the call that is under way. */
export function spanOfCall(): Span | undefined {
  return context.active().getValue(CALL) as Span | undefined;
}

/** Work that nobody waits for is a trace of its own, which has a link to the span that it was begun in. */
export function beside<T>(work: () => T): T {
  const begunIn = spanHere();
  if (!begunIn) return work();
  return context.with(trace.deleteSpan(context.active()).setValue(BEGUN_IN, begunIn), work);
}

/** Tells more of the span that is active. */
export function annotate(attributes: Attributes): void {
  trace.getActiveSpan()?.setAttributes(attributes);
}

/** By which others may link to the span that is active. */
export function spanHere(): SpanContext | undefined {
  return trace.getSpanContext(context.active());
}

export function linkTo(span: SpanContext | undefined): void {
  if (span) trace.getActiveSpan()?.addLink({ context: span });
}

/** @param type one word */
export function markFailed(span: Span | undefined, type: string): void {
  span?.setAttribute('error.type', type);
  span?.setStatus({ code: SpanStatusCode.ERROR, message: type });
}

function inSpan<T>(name: string, kind: SpanKind, attributes: Attributes, work: () => Promise<T>): Promise<T> {
  const here = context.active();
  const begunIn = here.getValue(BEGUN_IN) as SpanContext | undefined;
  const links = begunIn && !trace.getSpan(here) ? [{ context: begunIn }] : undefined;
  const span = tracer.startSpan(name, { kind, attributes, links }, here);
  // Without an SDK there is nothing to keep, and a cached token is worth no more than a microsecond.
  if (span.spanContext().traceId === INVALID_TRACEID) return work();
  const within = trace.setSpan(here, span);
  return context.with(kind === SpanKind.CLIENT ? within.setValue(CALL, span) : within, () => endAfter(span, work));
}

async function endAfter<T>(span: Span, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { reason, fault, name } = Object(error) as Readonly<Record<string, unknown>>;
    if (typeof reason === 'string' && Object.hasOwn(REASONS, reason)) span.setAttribute('portero.reason', reason);
    markFailed(span, [reason, fault, name].find(isWord) ?? 'unknown');
    throw error;
  } finally {
    span.end();
  }
}

function isWord(text: unknown): text is string {
  return typeof text === 'string' && /^\w{1,64}$/.test(text);
}
