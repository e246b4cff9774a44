import { context, ROOT_CONTEXT, SpanKind, trace } from '@opentelemetry/api';
import { recordedSpans, recordSpans } from '../../test/recorded-spans.js';
import { Refusal } from '../bearer/refusal.js';
import { OutboundError } from '../outbound/outbound-error.js';
import { annotate, beside, linkTo, markFailed, spanHere, spanOfCall, traced, tracedCall } from './tracing.js';

describe('without an SDK', () => {
  it('does the work, and nothing else', async () => {
    expect(await traced('work', {}, async () => [spanHere(), spanOfCall()])).toEqual([undefined, undefined]);
    await expect(tracedCall('call', {}, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(beside(() => 'begun')).toBe('begun');
    expect(() => {
      annotate({ 'portero.scope': 's' });
      linkTo(spanHere());
      markFailed(spanOfCall(), 'word');
    }).not.toThrow();
  });
});

describe('with an SDK', () => {
  beforeAll(recordSpans);

  it('puts one piece of work into another, whatever is waited for between', async () => {
    await traced('outer', { 'portero.provider': 'op' }, async () => {
      await new Promise(setImmediate);
      await tracedCall('inner', {}, async () => annotate({ 'portero.scope': 'read' }));
      annotate({ 'portero.cache': 'hit' });
    });
    const [inner, outer] = recordedSpans();
    expect(inner).toMatchObject({ name: 'inner', kind: SpanKind.CLIENT, attributes: { 'portero.scope': 'read' } });
    expect(inner).toMatchObject({ traceId: outer?.traceId, parent: outer?.spanId });
    expect(outer).toMatchObject({ name: 'outer', kind: SpanKind.INTERNAL, parent: undefined, status: { code: 0 } });
    expect(outer?.attributes).toEqual({ 'portero.provider': 'op', 'portero.cache': 'hit' });
  });

  const withReason = (reason: unknown) => Object.assign(new Error('of the provider'), { reason });
  it.each([
    { of: 'a refusal', error: new Refusal('client_refused', { actual: 'hush' }), type: 'client_refused', reason: true },
    { of: 'a call', error: new OutboundError('timeout', 'hush'), type: 'timeout', reason: false },
    { of: 'a caller that gave up', error: AbortSignal.abort().reason, type: 'AbortError', reason: false },
    { of: 'something with many words', error: withReason('hush, hush'), type: 'Error', reason: false },
    { of: 'something with a word of its own', error: withReason('expired_card'), type: 'expired_card', reason: false },
    { of: 'nothing', error: undefined, type: 'unknown', reason: false },
  ])('says of the failure of $of one word', async ({ error, type, reason }) => {
    await expect(traced('work', {}, () => Promise.reject(error))).rejects.toBe(error);
    const [{ status, attributes } = {}] = recordedSpans();
    expect(status).toEqual({ code: 2, message: type });
    expect(attributes).toEqual({ 'error.type': type, ...(reason && { 'portero.reason': type }) });
  });

  it('knows the call that is under way, also deeper in', async () => {
    const names = await tracedCall('call', {}, () =>
      traced('within', {}, async () => {
        const { name } = spanOfCall() as unknown as { name: string };
        return name;
      }),
    );
    expect(names).toBe('call');
    expect(spanOfCall()).toBeUndefined();
  });

  it('makes work that nobody waits for a trace of its own, with a link to where it began', async () => {
    await traced('caller', {}, async () => {
      await beside(() => traced('renewal', {}, () => traced('attempt', {}, async () => {})));
    });
    const [attempt, renewal, caller] = recordedSpans();
    expect(renewal).toMatchObject({ parent: undefined, linked: [caller?.spanId] });
    expect(renewal?.traceId).not.toBe(caller?.traceId);
    expect(attempt).toMatchObject({ parent: renewal?.spanId, linked: [] });
  });

  it('links to the work of others', async () => {
    const other = await traced('other', {}, async () => spanHere());
    await traced('waiter', {}, async () => linkTo(other));
    expect(recordedSpans().map(({ linked }) => linked)).toEqual([[], [other?.spanId]]);
  });

  it('goes on with the trace of a caller that is not recorded', async () => {
    const caller = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', traceFlags: 0 };
    const here = await context.with(trace.setSpanContext(ROOT_CONTEXT, caller), () =>
      traced('work', {}, async () => spanHere()),
    );
    expect(here).toMatchObject({ traceId: caller.traceId, traceFlags: 0 });
    expect(recordedSpans()).toEqual([]);
  });
});
