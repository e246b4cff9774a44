import { type Answer, answeringService } from '../../test/answering-service.js';
import { Api } from '../http/api.js';
import { type Begun, Runner, runRequest } from './runner.js';

async function ran(answer: Answer) {
  const service = await answeringService(() => answer);
  const seen: (Begun | undefined)[] = [];
  let over = 0;
  const runner = new Runner(new Api(service.base), async () => {
    over += 1;
  });
  runner.listen((begun) => seen.push(begun));
  await runner.start({ scope: 'read:students' });
  await service.close();
  return { seen, over, asked: service.asked };
}

describe('a run', () => {
  it('is begun with a trace, by which it is known, and ends with the answer', async () => {
    const { seen, over, asked } = await ran({ body: '[{"id":1}]' });
    const [first] = asked;
    const trace = seen[0]?.trace;
    expect(first).toMatchObject({ method: 'POST', path: '/m2m/run', body: '{"scope":"read:students"}' });
    expect(first?.headers.traceparent).toMatch(new RegExp(`^00-${trace}-[0-9a-f]{16}-01$`));
    expect(seen).toEqual([
      { trace, over: false },
      { trace, over: true, answer: '[{"id":1}]' },
    ]);
    expect(over).toBe(1);
  });

  it('ends with the problem', async () => {
    const { seen } = await ran({ status: 503, body: '{"title":"T","detail":"D","reason":"provider_unavailable"}' });
    expect(seen.at(-1)?.problem).toEqual({ title: 'T', status: 503, detail: 'D', reason: 'provider_unavailable' });
  });
});

it('asks for what was filled in only', () => {
  expect(runRequest({ provider: '', scope: ' read:students ', audience: ' ' })).toEqual({ scope: 'read:students' });
});
