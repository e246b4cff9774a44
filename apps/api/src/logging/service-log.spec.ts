import type { ServiceVariables } from '../config/service-settings.js';
import { BoundedOutput } from './bounded-output.js';
import { PinoLogger } from './pino.logger.js';
import { serviceLog } from './service-log.js';

class Collected extends BoundedOutput {
  readonly written: string[] = [];

  constructor(terminal = false) {
    super(() => 0, terminal);
  }

  override write(line: string): void {
    this.written.push(line);
  }
}

type Settings = Partial<Pick<ServiceVariables, 'LOG_LEVEL' | 'LOG_FORMAT'>> & { terminal?: boolean };

function logger({ LOG_LEVEL = 'debug', LOG_FORMAT, terminal }: Settings = {}) {
  const output = new Collected(terminal);
  const log = new PinoLogger(serviceLog({ LOG_LEVEL, LOG_FORMAT, SERVICE_NAME: 'shop' }, output));
  return { log, lines: output.written };
}

const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

it('is a JSON object a line: words, or fields with words', () => {
  const { log, lines } = logger();
  log.log('started', 'Nest');
  log.warn({ msg: 'breaker_moved', provider: 'azure', state: 'open' }, 'Auth');
  log.error(new Error('it broke'), undefined, 'Http');
  log.error('it broke', 'at here', 'Http');

  expect(lines.every((line) => line.endsWith('}\n'))).toBe(true);
  const from = { time: TIME, name: 'shop' };
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { level: 'info', ...from, context: 'Nest', msg: 'started' },
    { level: 'warn', ...from, context: 'Auth', msg: 'breaker_moved', provider: 'azure', state: 'open' },
    { level: 'error', ...from, context: 'Http', msg: 'it broke', stack: expect.stringMatching(/^Error: it broke\n/) },
    { level: 'error', ...from, context: 'Http', msg: 'it broke', stack: 'at here' },
  ]);
});

it.each([
  { level: 'error', levels: ['fatal', 'error'] },
  { level: 'warn', levels: ['fatal', 'error', 'warn'] },
  { level: 'log', levels: ['fatal', 'error', 'warn', 'info'] },
  { level: 'debug', levels: ['fatal', 'error', 'warn', 'info', 'debug'] },
] as const)('LOG_LEVEL=$level writes $levels', ({ level, levels }) => {
  const { log, lines } = logger({ LOG_LEVEL: level });
  for (const method of ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'] as const) log[method]('said', 'Here');
  expect(lines.map((line) => JSON.parse(line).level)).toEqual(levels);
});

it('is text in a terminal, unless it is told otherwise', () => {
  const start = (settings: Settings) => {
    const { log, lines } = logger(settings);
    log.warn('said', 'Here');
    return lines[0]?.[0];
  };
  expect(start({ terminal: true })).toMatch(/\d/);
  expect(start({ terminal: true, LOG_FORMAT: 'json' })).toBe('{');
  expect(start({})).toBe('{');
  expect(start({ LOG_FORMAT: 'text' })).toMatch(/\d/);
});

it('does not write what is named like a secret', () => {
  const { log, lines } = logger();
  const secrets = {
    authorization: 'hush',
    dpop: 'hush',
    cookie: 'hush',
    client_secret: 'hush',
    client_assertion: 'hush',
    assertion: 'hush',
    access_token: 'hush',
  };
  log.warn({ msg: 'careless', ...secrets, headers: secrets, body: secrets }, 'Http');
  expect(lines[0]).not.toContain('hush');
  expect(lines[0]?.match(/\[redacted\]/g)).toHaveLength(21);
});
