import type { Fault } from './fault.js';
import { FaultBoard } from './fault-board.js';

const FIRST: Fault = { kind: 'hang' };
const SECOND: Fault = { kind: 'reset' };

let board: FaultBoard;

beforeEach(() => {
  board = new FaultBoard();
});

it('is empty at first', () => {
  expect(board.take('oidc', 'token')).toBeUndefined();
});

it('strikes one endpoint of one personality', () => {
  board.inject({ personality: 'oidc', endpoint: 'token' }, FIRST);
  expect(board.take('oidc', 'jwks')).toBeUndefined();
  expect(board.take('auth0', 'token')).toBeUndefined();
  expect(board.take('oidc', 'token')).toBe(FIRST);
});

it('strikes every personality when none is named', () => {
  board.inject({ endpoint: 'token' }, FIRST);
  expect([board.take('oidc', 'token'), board.take('azure-v1', 'token')]).toEqual([FIRST, FIRST]);
});

it('strikes in order and so many times', () => {
  board.inject({ endpoint: 'jwks' }, FIRST, 2);
  board.inject({ endpoint: 'jwks' }, SECOND, 1);
  const struck = Array.from({ length: 4 }, () => board.take('oidc', 'jwks'));
  expect(struck).toEqual([FIRST, FIRST, SECOND, undefined]);
});

it('strikes until healed by default', () => {
  board.inject({ endpoint: 'jwks' }, FIRST);
  expect(Array.from({ length: 50 }, () => board.take('oidc', 'jwks'))).not.toContain(undefined);
  board.heal();
  expect(board.take('oidc', 'jwks')).toBeUndefined();
});
