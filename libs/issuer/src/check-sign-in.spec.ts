import { API, OPTIONS } from '../test/running-issuer.js';
import { ADA, OPERATOR, SIGN_IN } from '../test/sign-in.js';
import { checkOptions } from './check-options.js';

it('accepts people and public clients', () => {
  expect(() => checkOptions({ ...OPTIONS, ...SIGN_IN })).not.toThrow();
});

it('lists every fault and no password', () => {
  const people = [
    ADA,
    { ...ADA, password: '' },
    { ...ADA, username: '' },
    { ...ADA, username: 'eve', permissions: { 'api://x': [], [API.identifier]: ['fly'] } },
  ];
  const redirectUris = [
    '/back',
    'http://a/#b',
    'app:/back',
    'http://a b/',
    'http://a/\n',
    'http://a/ñ',
    'http://a/b?c=d',
  ];
  const loopbackRedirectPath = '/auth/*/callback';
  const clients = [
    { ...OPERATOR, redirectUris },
    { ...OPERATOR, id: 'wide', redirectUris: [], loopbackRedirectPath },
    { id: 'near', publicClient: true, loopbackRedirectPath: '/auth/{provider}/callback', grants: {} },
    { id: 'nowhere', publicClient: true, grants: {} },
    { ...OPERATOR, id: 'talkative', secret: 'hush' },
  ];
  const wrong = (uri: string) =>
    `- client "portero-operator" has the redirect URI "${uri}", which is no http(s) URL without a fragment`;
  expect(() => checkOptions({ ...OPTIONS, people, clients })).toThrow(
    new TypeError(
      [
        'The issuer cannot start:',
        '- person "ada" is there twice',
        '- person "ada" has an empty password',
        '- a person has no username',
        '- person "eve" has permissions on unknown API "api://x"',
        `- person "eve" has "fly", which API "${API.identifier}" does not define`,
        ...redirectUris.slice(0, -1).map(wrong),
        `- client "wide" has the loopback redirect path "${loopbackRedirectPath}", which is no path of plain segments and words in braces`,
        '- client "nowhere" is public, and has no redirect URI to get tokens by',
        '- client "talkative" is public, and has something to authenticate with',
      ].join('\n'),
    ),
  );
});
