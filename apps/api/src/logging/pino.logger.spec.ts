import { pino } from 'pino';
import { PinoLogger } from './pino.logger.js';

function logged(level: string, write: (logger: PinoLogger) => void) {
  const lines: string[] = [];
  write(new PinoLogger(pino({ level, base: null, timestamp: false }, { write: (line) => lines.push(line) })));
  return lines.map((line) => JSON.parse(line));
}

it('writes text, fields, and errors with their stacks, each with its context', () => {
  const failure = new Error('broken');
  const lines = logged('info', (logger) => {
    logger.log('hello', 'One');
    logger.warn({ msg: 'token_retried', wait: 2 }, 'Auth');
    logger.error(failure, 'Two');
    logger.error('told', 'a stack', 'Three');
  });
  expect(lines).toEqual([
    { level: 30, context: 'One', msg: 'hello' },
    { level: 40, context: 'Auth', msg: 'token_retried', wait: 2 },
    { level: 50, context: 'Two', msg: 'broken', stack: failure.stack },
    { level: 50, context: 'Three', msg: 'told', stack: 'a stack' },
  ]);
});

it('keeps what Nest tells of its start to those who debug', () => {
  const start = (logger: PinoLogger) => logger.log('Mapped {/products, GET} route', 'RouterExplorer');
  expect(logged('info', start)).toEqual([]);
  expect(logged('debug', start)).toEqual([
    { level: 20, context: 'RouterExplorer', msg: 'Mapped {/products, GET} route' },
  ]);
});
