import { Logger } from '@nestjs/common';
import { tracingDiagnosis } from './diagnosis.js';

const REFUSED = '{"stack":"Error: connect ECONNREFUSED","code":"ECONNREFUSED","data":"Bearer hush"}';

let now: number;
let lines: unknown[];
let diagnosis: ReturnType<typeof tracingDiagnosis>;
beforeEach(() => {
  now = 0;
  lines = [];
  const leave = () => {};
  Logger.overrideLogger({ warn: (line) => lines.push(line), log: leave, error: leave });
  diagnosis = tracingDiagnosis(() => now);
});
afterEach(() => Logger.overrideLogger(false));

it.each([
  [REFUSED, { msg: 'Traces are lost', code: 'ECONNREFUSED' }],
  ['{"code":"401","data":"hush"}', { msg: 'Traces are lost', code: '401' }],
  ['{"code":503}', { msg: 'Traces are lost', code: '503' }],
  ['Dropped 7 spans because maxQueueSize reached', { msg: 'Traces are lost' }],
  [
    'Header "authorization" has invalid value (hush) and will be ignored',
    { msg: 'Traces may not be as they should be' },
  ],
  [
    'OTEL_TRACES_SAMPLER value "hush" invalid, defaulting to "x".',
    { msg: 'A variable is not valid: its default is used', variable: 'OTEL_TRACES_SAMPLER' },
  ],
])('says of %s a sentence and a word', (message, line) => {
  diagnosis.error(message);
  expect(lines).toEqual([line]);
});

it('says the same once a minute', () => {
  for (let i = 0; i < 3; i++) diagnosis.error(REFUSED);
  diagnosis.warn('{"code":"401"}');
  diagnosis.warn('OTEL_TRACES_SAMPLER is wrong');
  expect(lines).toHaveLength(2);
  now = 59_999;
  diagnosis.error(REFUSED);
  expect(lines).toHaveLength(2);
  now = 60_000;
  diagnosis.error(REFUSED);
  expect(lines).toHaveLength(3);
});

it('says nothing of what is no problem', () => {
  diagnosis.info(REFUSED);
  diagnosis.debug(REFUSED);
  diagnosis.verbose(REFUSED);
  expect(lines).toEqual([]);
});
