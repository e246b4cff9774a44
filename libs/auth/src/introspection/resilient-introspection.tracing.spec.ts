import { SpanKind } from '@opentelemetry/api';
import { AnsweringIntrospection, CLAIMS } from '../../test/answering-introspection.js';
import { ManualClock } from '../../test/manual-clock.js';
import { recordedSpans, recordSpans } from '../../test/recorded-spans.js';
import { Refusal } from '../bearer/refusal.js';
import { AuthEvents } from '../telemetry/auth-events.js';
import { ResilientIntrospection } from './resilient-introspection.js';

beforeAll(recordSpans);

it('is one span for each question that is asked', async () => {
  const issuer = new AnsweringIntrospection();
  const surroundings = { provider: 'op', clock: new ManualClock(), events: new AuthEvents() };
  const resilient = new ResilientIntrospection(issuer, surroundings);
  expect(await resilient.claimsOf('token')).toBe(CLAIMS);
  issuer.answer = () => new Refusal('token_inactive', { actual: 'hush' });
  await expect(resilient.claimsOf('token')).rejects.toThrow(Refusal);

  const common = { name: 'portero.introspection', kind: SpanKind.CLIENT };
  const why = { 'portero.reason': 'token_inactive', 'error.type': 'token_inactive' };
  expect(recordedSpans()).toMatchObject([
    { ...common, status: { code: 0 }, attributes: { 'portero.provider': 'op' } },
    { ...common, status: { code: 2, message: 'token_inactive' }, attributes: { 'portero.provider': 'op', ...why } },
  ]);
});
