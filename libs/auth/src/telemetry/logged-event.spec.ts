import { jest } from '@jest/globals';
import { ConsoleLogger } from '@nestjs/common';
import { LoggedEvent } from './logged-event.js';

const EVENT = { name: 'breaker_moved', provider: 'azure', endpoint: 'token', state: 'open' } as const;

it('has the fields of the event, and its name as the message', () => {
  expect(JSON.stringify(new LoggedEvent(EVENT))).toBe(
    '{"msg":"breaker_moved","provider":"azure","endpoint":"token","state":"open"}',
  );
});

it("is one line in the log of Nest's own logger", () => {
  const written: unknown[] = [];
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(text);
    return true;
  });
  new ConsoleLogger('Auth', { colors: false }).log(new LoggedEvent(EVENT));
  write.mockRestore();
  expect(written).toEqual([
    expect.stringMatching(/ LOG \[Auth\] breaker_moved \{"provider":"azure","endpoint":"token","state":"open"\}\n$/),
  ]);
});
