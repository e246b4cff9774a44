import { type Answer, answeringService } from '../../test/answering-service.js';
import { Api } from './api.js';
import type { Problem } from './problem.js';

type Service = Awaited<ReturnType<typeof answeringService>>;

let service: Service;
let answer: Answer;
beforeEach(async () => {
  answer = { body: '{}' };
  service = await answeringService(() => answer);
});
afterEach(() => service.close());

const problemOf = (asked: Promise<unknown>): Promise<Problem> =>
  asked.then(
    () => {
      throw new Error('It was answered.');
    },
    ({ problem }) => problem,
  );

const REFUSED = {
  type: 'x',
  title: 'Forbidden',
  status: 403,
  detail: 'Not you.',
  reason: 'operator_not_allowed',
};

describe('the api', () => {
  it('sends the CSRF token of the session with unsafe methods only', async () => {
    const api = new Api(service.base);
    api.csrf = 'of-the-session';
    await api.get('/operator/api/runs');
    await api.post('/operator/api/faults', { fault: 'slow' });
    expect(service.asked.map(({ headers }) => headers['x-csrf-token'])).toEqual([undefined, 'of-the-session']);
    expect(service.asked[1]).toMatchObject({ method: 'POST', body: '{"fault":"slow"}' });
    expect(service.asked[1]?.headers['content-type']).toBe('application/json');
  });

  it('sends no CSRF token where there is no session', async () => {
    await new Api(service.base).post('/auth/logout');
    expect(service.asked[0]?.headers).not.toHaveProperty('x-csrf-token');
    expect(service.asked[0]?.body).toBe('');
  });

  it('gives an answer as it came, when that is wanted', async () => {
    answer = { body: '[1' };
    expect(await new Api(service.base).send('POST', '/m2m/run')).toBe('[1');
  });

  it('takes an answer without a body', async () => {
    answer = { status: 204 };
    expect(await new Api(service.base).post('/auth/logout')).toBeUndefined();
  });

  it('throws a refusal as the problem it is', async () => {
    answer = { status: 403, body: JSON.stringify(REFUSED) };
    const { title, status, detail, reason } = REFUSED;
    expect(await problemOf(new Api(service.base).get('/auth/me'))).toEqual({ title, status, detail, reason });
  });

  it('tells of every 401, with the providers to sign in with', async () => {
    answer = { status: 401, body: '{"reason":"sign_in_required","signIn":["azure",1]}' };
    const api = new Api(service.base);
    const told: Problem[] = [];
    api.onSignInRequired = ({ problem }) => told.push(problem);
    await problemOf(api.get('/operator/api/runs'));
    expect(told).toEqual([{ title: '', detail: '', status: 401, reason: 'sign_in_required', signIn: ['azure'] }]);
  });

  it.each([
    [502, '<html>Bad gateway</html>'],
    [500, ''],
    [200, '<html>Hello</html>'],
  ])('says that %p with %p cannot be read', async (status, body) => {
    answer = { status, body };
    expect((await problemOf(new Api(service.base).get('/auth/me'))).reason).toBe('unreadable');
  });

  it('says when nobody answers', async () => {
    await service.close();
    expect(await problemOf(new Api(service.base).get('/auth/me'))).toEqual({
      title: '',
      status: 0,
      detail: '',
      reason: 'unreachable',
    });
  });
});
