import { Browser } from './sign-in/browser.js';
import {
  begin,
  callback,
  type OperatorsService,
  reasonIn,
  startOperatorsService,
} from './sign-in/operators-service.js';
import type { ScriptedProvider } from './sign-in/scripted-provider.js';

let service: OperatorsService;
beforeAll(async () => {
  service = await startOperatorsService();
});
afterAll(() => service.close());
beforeEach(() => {
  Object.assign(service.provider, { tokenAnswer: undefined, down: false });
});

it.each<[string, () => Partial<ScriptedProvider>, string]>([
  ['cannot be reached', () => ({ down: true }), expect.stringContaining(' cannot be reached (')],
  ['fails', () => ({ tokenAnswer: { status: 503, body: {} } }), expect.stringMatching(/ answered 503$/)],
  [
    'throttles',
    () => ({ tokenAnswer: { status: 429, body: { error: 'slow_down' } } }),
    expect.stringMatching(/ answered 429$/),
  ],
])('says that the provider %s', async (_, changes, detail) => {
  const browser = new Browser(service.url);
  const begun = await begin(service, browser);
  Object.assign(service.provider, changes());
  const answer = await browser.request(callback(service, begun));
  expect([answer.status, reasonIn(answer)]).toEqual([503, 'provider_unavailable']);
  expect(answer.headers.get('retry-after')).toBe('5');
  expect(service.heard.at(-1)).toMatchObject({ name: 'operator_refused', reason: 'provider_unavailable', detail });
  expect(browser.names).toEqual([]);
});

it('says at once that a provider is down, and begins nothing', async () => {
  const fresh = await startOperatorsService();
  fresh.provider.down = true;
  const browser = new Browser(fresh.url);
  const answer = await browser.request('/auth/oidc/login');
  expect([answer.status, reasonIn(answer), browser.received]).toEqual([503, 'provider_unavailable', []]);
  await fresh.close();
});
