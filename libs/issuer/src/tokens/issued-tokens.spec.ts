import { IssuedTokens } from './issued-tokens.js';

it('gives another 256 bits for every token, and keeps its claims as a JWT would', () => {
  const tokens = new IssuedTokens();
  const claims = { sub: 'a', scope: undefined, aud: ['x'] };
  const [first, second] = [tokens.keep(claims), tokens.keep(claims)];
  claims.aud.push('y');
  expect(first).toMatch(/^[\w-]{43}$/);
  expect(second).not.toBe(first);
  expect(tokens.find(first)).toStrictEqual({ sub: 'a', aud: ['x'] });
});

it('forgets a revoked token', () => {
  const tokens = new IssuedTokens();
  const token = tokens.keep({ sub: 'a' });
  tokens.revoke(token);
  expect(tokens.find(token)).toBeUndefined();
});

it('knows a revoked JWT however its signature is written', () => {
  const tokens = new IssuedTokens();
  tokens.revoke('a.b.c');
  expect(['a.b.c', 'a.b.d', 'a.b', 'a.x.c', 'x'].map((jwt) => tokens.isRevoked(jwt))).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});

it('does not grow beyond its capacity: the oldest go first', () => {
  const tokens = new IssuedTokens(2);
  const kept = ['a', 'b', 'c'].map((sub) => tokens.keep({ sub }));
  expect(kept.map((token) => tokens.find(token)?.sub)).toEqual([undefined, 'b', 'c']);
  for (const jwt of ['a.a.a', 'b.b.b', 'c.c.c']) tokens.revoke(jwt);
  expect(['a.a.a', 'b.b.b', 'c.c.c'].map((jwt) => tokens.isRevoked(jwt))).toEqual([false, true, true]);
});
