import { type Answer, answeringService } from '../../test/answering-service.js';
import { Api } from '../http/api.js';
import { Session, signInUrl } from './session.js';

const ADA = {
  operator: { provider: 'azure', subject: 'ada-1', name: 'Ada Lovelace' },
  csrf: 'of-ada',
  expiresAt: '2026-11-22T21:00:00.000Z',
  signIn: ['azure'],
};
const OVER: Answer = { status: 401, body: '{"reason":"sign_in_required"}' };

type Service = Awaited<ReturnType<typeof answeringService>>;

let service: Service;
let me: Answer;
beforeEach(async () => {
  me = { body: JSON.stringify(ADA) };
  service = await answeringService(({ path }) => (path === '/auth/me' ? me : { status: 204 }));
});
afterEach(() => service.close());

describe('a session', () => {
  it('is that of the operator, and unsafe requests get its CSRF token', async () => {
    const api = new Api(service.base);
    const session = new Session(api);
    expect(session.value).toEqual({ is: 'looking' });
    await session.look();
    expect([session.value, api.csrf]).toEqual([{ is: 'in', me: ADA }, 'of-ada']);
  });

  it('ends with a 401 of any route, and knows how to begin again', async () => {
    const api = new Api(service.base);
    const session = new Session(api);
    await session.look();
    me = OVER;
    await api.get('/auth/me').catch(() => {});
    expect([session.value, api.csrf]).toEqual([{ is: 'out', signIn: ['azure'], possible: true }, null]);
  });

  it.each([
    [{ status: 401, body: '{"reason":"sign_in_required","signIn":["auth0"]}' }, ['auth0'], true],
    [OVER, [], true],
    [{ status: 403, body: '{"reason":"sign_in_not_configured"}' }, [], false],
  ])('is none for strangers: %j', async (answer, signIn, possible) => {
    me = answer;
    const session = new Session(new Api(service.base));
    await session.look();
    expect(session.value).toEqual({ is: 'out', signIn, possible });
  });

  it('is over after the sign-out, which carries the CSRF token', async () => {
    const session = new Session(new Api(service.base));
    await session.look();
    me = OVER;
    await session.signOut();
    expect(session.value).toEqual({ is: 'out', signIn: ['azure'], possible: true });
    expect(service.asked[1]).toMatchObject({ method: 'POST', path: '/auth/logout' });
    expect(service.asked[1]?.headers['x-csrf-token']).toBe('of-ada');
  });

  it('is looked at again by the other tabs after a sign-out in one', async () => {
    const [here, there] = [new Session(new Api(service.base)), new Session(new Api(service.base))];
    const tabs = [here, there].map((session) => {
      const tab = new BroadcastChannel('portero');
      session.follow(tab);
      return tab;
    });
    await Promise.all([here.look(), there.look()]);
    me = OVER;
    const told = new Promise((resolve) => there.listen(resolve));
    await here.signOut();
    expect(await told).toEqual({ is: 'out', signIn: ['azure'], possible: true });
    for (const tab of tabs) tab.close();
    expect(service.asked.filter(({ path }) => path === '/auth/me')).toHaveLength(4);
  });

  it('stays unknown while the service is broken, and looks again', async () => {
    me = { status: 503, body: '{"title":"Down","detail":"Later.","reason":"internal_error"}' };
    const session = new Session(new Api(service.base));
    await session.look();
    expect(session.value).toMatchObject({ is: 'unknown', problem: { status: 503 } });
    me = { body: JSON.stringify(ADA) };
    await session.look();
    expect(session.value).toMatchObject({ is: 'in' });
  });
});

it('signs in and comes back to the view', () => {
  const url = signInUrl('/portero', 'azure', { hash: '#/runs/a b' });
  expect(url).toBe('/portero/auth/azure/login?returnTo=%2Foperator%2F%23%2Fruns%2Fa%20b');
});
