import { REASONS, type Reason } from '../telemetry/reasons.js';
import { PROBLEM_CONTENT_TYPE, problemDocument } from './problem.js';
import { Refusal } from './refusal.js';

it('is application/problem+json (RFC 9457 §3)', () => {
  expect(PROBLEM_CONTENT_TYPE).toBe('application/problem+json');
});

it('carries the OAuth error code and the reason', () => {
  expect(problemDocument(new Refusal('expired'))).toStrictEqual({
    type: 'urn:portero:problem:expired',
    title: 'Invalid access token',
    status: 401,
    detail: 'The access token has expired.',
    error: 'invalid_token',
    reason: 'expired',
  });
});

it('begins its type with what is given, such as a URL where reasons are explained (RFC 9457 §3.1.1)', () => {
  const { type } = problemDocument(new Refusal('expired'), 'https://api.example/problems/');
  expect(type).toBe('https://api.example/problems/expired');
});

it('has no error member where RFC 6750 has no code', () => {
  expect(problemDocument(new Refusal('credentials_missing'))).toStrictEqual({
    type: 'urn:portero:problem:credentials_missing',
    title: 'Authentication required',
    status: 401,
    detail: 'Send an access token in the Authorization header: "Authorization: Bearer <token>".',
    reason: 'credentials_missing',
  });
});

it("carries the provider's error code for a token that could not be had", () => {
  expect(problemDocument(new Refusal('client_refused', { providerError: 'unauthorized_client' }))).toStrictEqual({
    type: 'urn:portero:problem:client_refused',
    title: 'Client refused by the provider',
    status: 502,
    detail: "The provider refused this service's client credentials. Check the client id and secret.",
    error: 'unauthorized_client',
    reason: 'client_refused',
  });
});

it.each(Object.keys(REASONS) as Reason[])('for %s says what is fixed and nothing of the case', (reason) => {
  const refusal = new Refusal(reason, {
    expected: 'EXPECTED-VALUE',
    actual: 'ACTUAL-VALUE',
    cause: new Error('CAUSE-TEXT'),
    permissions: ['PERMISSION'],
    retryAfter: 1234,
  });
  const { title, status, detail, ...optional } = REASONS[reason] as Record<string, unknown>;
  const document = problemDocument(refusal);
  expect(document).toStrictEqual({
    type: `urn:portero:problem:${reason}`,
    title,
    status,
    detail,
    ...optional,
    reason,
  });
  expect(JSON.stringify(document)).not.toMatch(/EXPECTED|ACTUAL|CAUSE|PERMISSION|1234/);
});
