import { inspect } from 'node:util';
import { START_SECONDS } from '../../test/manual-clock.js';
import type { Reason } from '../telemetry/reasons.js';
import { refusalIn } from './token-refusal.js';

const NOW = START_SECONDS * 1000;

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers });

const entra = (error: string, code: number) => ({
  error,
  error_description: `AADSTS${code}: SECRET-DESCRIPTION Trace ID: 1`,
  error_codes: [code],
  timestamp: '2023-11-14 22:13:20Z',
  trace_id: '1',
  correlation_id: '2',
  error_uri: `https://login.microsoftonline.com/error?code=${code}`,
});

it.each<[string, number, string, number, Reason]>([
  ['a wrong secret', 401, 'invalid_client', 7000215, 'client_refused'],
  ['an expired secret', 401, 'invalid_client', 7000222, 'client_refused'],
  ['an unknown application', 400, 'unauthorized_client', 700016, 'client_refused'],
  ['an unknown tenant', 400, 'invalid_request', 90002, 'token_request_refused'],
  ['a scope that is not valid', 400, 'invalid_scope', 70011, 'scope_refused'],
  ['a scope without /.default', 400, 'invalid_scope', 1002012, 'scope_refused'],
  ['an unknown resource', 400, 'invalid_resource', 500011, 'scope_refused'],
  ['no role on the resource', 400, 'invalid_grant', 501051, 'token_request_refused'],
  ['no matching federated credential', 401, 'invalid_client', 700213, 'client_refused'],
  ['an assertion out of its time', 401, 'invalid_client', 700024, 'client_refused'],
  ['an assertion that is no JWT', 400, 'invalid_request', 50027, 'token_request_refused'],
  ['a missing field', 400, 'invalid_request', 90014, 'token_request_refused'],
])('Entra: %s', async (_, status, error, code, reason) => {
  const refusal = await refusalIn(answer(status, entra(error, code)), NOW);
  expect(refusal).toMatchObject({ reason, error, actual: `status ${status}, ${error}, AADSTS${code}` });
});

it.each<[string, number, string, Reason]>([
  ['Auth0: a wrong client or secret', 401, 'access_denied', 'client_refused'],
  ['Auth0: an audience that is unknown or not granted', 403, 'access_denied', 'scope_refused'],
  ['Auth0: a grant that is not allowed', 403, 'unauthorized_client', 'client_refused'],
  ['Keycloak: a wrong secret', 401, 'unauthorized_client', 'client_refused'],
  ['an unknown target (RFC 8707 §2)', 400, 'invalid_target', 'scope_refused'],
  ['another grant', 400, 'invalid_grant', 'token_request_refused'],
  ['an unknown grant type', 400, 'unsupported_grant_type', 'token_request_refused'],
  ['an error with a 200 (F-C12)', 200, 'invalid_client', 'client_refused'],
  ['a name of the prototype', 400, 'constructor', 'token_request_refused'],
  ['a 503, whatever it says', 503, 'invalid_client', 'provider_unavailable'],
  ['a provider that says it is down', 400, 'temporarily_unavailable', 'provider_unavailable'],
  ['a provider that says it is broken', 400, 'server_error', 'provider_unavailable'],
  ['a 429, whatever it says', 429, 'invalid_client', 'provider_throttled'],
  ['a provider that asks for patience', 400, 'slow_down', 'provider_throttled'],
])('%s', async (_, status, error, reason) => {
  const refusal = await refusalIn(answer(status, { error, error_description: 'SECRET-DESCRIPTION' }), NOW);
  expect(refusal).toMatchObject({ reason, error, expected: 'a token', actual: `status ${status}, ${error}` });
});

it.each<[string, number, unknown, Reason, string]>([
  ['Okta: a wrong client', 401, { errorCode: 'invalid_client' }, 'client_refused', 'status 401, invalid_client'],
  ["Okta: a code of Okta's own", 403, { errorCode: 'E0000006' }, 'client_refused', 'status 403, E0000006'],
  ['Glewlwyd: an empty 403', 403, '', 'client_refused', 'status 403'],
  ['an empty 401', 401, '', 'client_refused', 'status 401'],
  ['an HTML 404', 404, '<title>', 'token_request_refused', 'status 404'],
  ['an HTML 500', 500, '<title>', 'provider_unavailable', 'status 500'],
  ['an empty 429', 429, '', 'provider_throttled', 'status 429'],
  ['an error with a 200 that is no text', 200, { error: { code: 1 } }, 'token_request_refused', 'status 200'],
])('without an error code: %s', async (_, status, body, reason, actual) => {
  expect(await refusalIn(answer(status, body), NOW)).toMatchObject({ reason, error: undefined, actual });
});

it.each([
  ['seconds', '7', 7],
  ['a date', 'Tue, 14 Nov 2023 22:13:50 GMT', 30],
  ['a past date', 'Tue, 14 Nov 2023 22:00:00 GMT', 0],
  ['a billion seconds', '1000000000', 3600],
  ['garbage, which is no word at all', 'soon', 5],
  ['a negative number', '-1', 5],
])('tries again when a 429 says so: %s (F-C08, F-C09)', async (_, header, retryAfter) => {
  expect(await refusalIn(answer(429, '', { 'retry-after': header }), NOW)).toMatchObject({ status: 503, retryAfter });
});

it.each([
  ['a text with line breaks', { error: 'invalid_client\nlevel=info' }],
  ['a text with quotes', { error: 'a"b' }],
  ['a long text', { error: 'x'.repeat(41) }],
  ['a vendor code with a line break', { errorCode: 'E1\nx' }],
  ['a vendor number that is none', { error_codes: ['1\nx'] }],
])('takes over no %s', async (_, body) => {
  expect(await refusalIn(answer(400, body), NOW)).toMatchObject({ error: undefined, actual: 'status 400' });
});

it("keeps the provider's texts to itself", async () => {
  const refusal = await refusalIn(answer(401, entra('invalid_client', 7000215)), NOW);
  expect(refusal?.cause).toBeUndefined();
  expect(inspect(refusal, { depth: null, showHidden: true })).not.toContain('SECRET-DESCRIPTION');
});

it.each([
  ['a token', { access_token: 'x' }],
  ['HTML', '<title>'],
  ['nothing', ''],
])('leaves a 200 with %s to be read', async (_, body) => {
  const response = answer(200, body);
  expect(await refusalIn(response, NOW)).toBeUndefined();
  expect(await response.text()).toBe(typeof body === 'string' ? body : JSON.stringify(body));
});
