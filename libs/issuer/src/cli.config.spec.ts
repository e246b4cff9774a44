import { CliError, readCliConfig } from './cli.config.js';

it.each([
  ['nothing', {}, { port: 4010 }],
  ['empty values', { LOCAL_ISSUER_PORT: '', ISSUER_CLIENT_SECRET: '' }, { port: 4010 }],
  ['a port', { LOCAL_ISSUER_PORT: '0' }, { port: 0 }],
  ['a secret', { ISSUER_CLIENT_SECRET: 'hush' }, { port: 4010, secret: 'hush' }],
])('reads %s', (_, env, config) => {
  expect(readCliConfig(env)).toEqual(config);
});

it.each(['x', '-1', '65536', '1.5', '0x10', '4010 '])('refuses port %j', (LOCAL_ISSUER_PORT) => {
  expect(() => readCliConfig({ LOCAL_ISSUER_PORT })).toThrow(
    new CliError(
      `LOCAL_ISSUER_PORT must be a whole number from 0 (any free port) to 65535, not "${LOCAL_ISSUER_PORT}".`,
    ),
  );
});

it('refuses production', () => {
  expect(() => readCliConfig({ NODE_ENV: 'production' })).toThrow(
    new CliError('This issuer is for development and tests; it does not start with NODE_ENV=production.'),
  );
});
