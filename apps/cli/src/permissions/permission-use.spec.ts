import { permissionUse } from './permission-use.js';

async function* lines(...values: unknown[]) {
  for (const value of values) yield typeof value === 'string' ? value : JSON.stringify(value);
}

const letIn = (clientId: string, asked: string[], held: string[], provider = 'azure') => ({
  msg: 'request',
  provider,
  clientId,
  asked,
  held,
});

it('tells of each client what it used, and what it holds and never used', async () => {
  const held = ['read:orders', 'write:orders', 'admin'];
  const { clients } = await permissionUse(
    lines(
      letIn('shop', ['read:orders'], held),
      letIn('shop', ['read:orders', 'write:orders'], held),
      letIn('shop', [], held),
      letIn('report', ['read:orders'], ['read:orders']),
    ),
  );
  expect(clients).toEqual([
    {
      provider: 'azure',
      clientId: 'report',
      requests: 1,
      used: [{ permission: 'read:orders', requests: 1 }],
      unused: [],
    },
    {
      provider: 'azure',
      clientId: 'shop',
      requests: 3,
      used: [
        { permission: 'read:orders', requests: 2 },
        { permission: 'write:orders', requests: 1 },
      ],
      unused: ['admin'],
    },
  ]);
});

it('keeps clients of the same name at two providers apart', async () => {
  const { clients } = await permissionUse(lines(letIn('shop', [], ['a']), letIn('shop', [], ['b'], 'auth0')));
  expect(clients.map(({ provider, unused }) => [provider, unused])).toEqual([
    ['auth0', ['b']],
    ['azure', ['a']],
  ]);
});

it.each([
  ['text', 'Portero listens on http://localhost:3001'],
  ['an empty line', ''],
  ['a list', []],
  ['null', 'null'],
  ['another event', { ...letIn('shop', [], []), msg: 'bearer_refused' }],
  ['a caller without a client', { ...letIn('shop', [], []), clientId: undefined }],
  ['permissions that are no words', { ...letIn('shop', [], []), held: 'admin' }],
  ['permissions that are numbers', { ...letIn('shop', [], []), asked: [7] }],
])('passes over %s', async (_, line) => {
  expect(await permissionUse(lines(line))).toEqual({ clients: [], ignored: 1 });
});
