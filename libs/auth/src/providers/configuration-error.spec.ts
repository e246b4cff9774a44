import { ConfigurationError } from './configuration-error.js';

const PORT = { variable: 'PORT', problem: 'must be a port' };
const HOST = { variable: 'HOST', problem: 'must not be empty' };

it.each([
  [[PORT], 'The configuration has 1 fault:\n  PORT must be a port'],
  [[PORT, HOST], 'The configuration has 2 faults:\n  PORT must be a port\n  HOST must not be empty'],
])('lists every fault in its message', (faults, message) => {
  const error = new ConfigurationError(faults);
  expect(error).toMatchObject({ name: 'ConfigurationError', message, faults });
});
