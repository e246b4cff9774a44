import { OPTIONS } from '../test/running-issuer.js';
import { checkOptions } from './check-options.js';

it('accepts good options', () => {
  expect(() => checkOptions(OPTIONS)).not.toThrow();
});

it('lists every fault and no secret', () => {
  const api = { identifier: 'api://a', permissions: ['read'] };
  const client = { id: 'c', secret: 'hush', grants: { 'api://a': ['read', 'write'], 'api://b': [] } };
  const options = { tenant: 'contoso', apis: [api, api], clients: [client, { ...client, secret: '', grants: {} }] };
  expect(() => checkOptions(options)).toThrow(
    new TypeError(
      [
        'The issuer cannot start:',
        '- tenant "contoso" is not a GUID',
        '- API "api://a" is registered twice',
        '- client "c" is registered twice',
        '- client "c" has an empty secret',
        '- client "c" is granted "write", which API "api://a" does not define',
        '- client "c" is granted unknown API "api://b"',
      ].join('\n'),
    ),
  );
});
