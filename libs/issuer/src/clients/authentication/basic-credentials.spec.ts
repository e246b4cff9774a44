import { basicCredentials } from './basic-credentials.js';

const header = (pair: string | Buffer) => `Basic ${Buffer.from(pair).toString('base64')}`;

it.each([
  ['plain', header('id:secret'), { id: 'id', secret: 'secret' }],
  ['form-urlencoded', header('my%3Aid:p%25+%2B%26%3D%20w'), { id: 'my:id', secret: 'p% +&= w' }],
  ['a raw colon in the secret', header('id:a:b'), { id: 'id', secret: 'a:b' }],
  ['no secret', header('id:'), { id: 'id', secret: '' }],
  ['beyond ASCII', header('id:%C3%B1'), { id: 'id', secret: 'ñ' }],
  ['another case of the scheme', header('id:secret').replace('Basic', 'bAsIc'), { id: 'id', secret: 'secret' }],
])('reads %s', (_, authorization, credentials) => {
  expect(basicCredentials(authorization)).toEqual(credentials);
});

it.each([
  ['nothing', ''],
  ['no token', 'Basic'],
  ['another scheme', 'Bearer abc'],
  ['no base64', 'Basic ***'],
  ['two tokens', `${header('id:secret')} ${header('id:secret')}`],
  ['no colon', header('secret')],
  ['no id', header(':secret')],
  ['a stray percent sign', header('id:100%')],
  ['a cut escape', header('id:%C3')],
  ['bytes that are not UTF-8', header(Buffer.from([0x69, 0x3a, 0xff]))],
])('does not read %s', (_, authorization) => {
  expect(basicCredentials(authorization)).toBeUndefined();
});
