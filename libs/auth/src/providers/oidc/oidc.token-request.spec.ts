import { settingsOf } from '../../../test/settings-of.js';
import { oidcTokenParameters } from './oidc.token-request.js';

const SETTINGS = settingsOf('oidc', { issuer: 'https://op.example', audience: 'api://students' });

it.each([
  ['nothing beyond the grant', {}, {}, {}],
  ['the scope of the settings', { scope: 'read' }, {}, { scope: 'read' }],
  ['the resource of the settings (RFC 8707 §2)', { resource: 'api://students' }, {}, { resource: 'api://students' }],
  ['the scope asked for', { scope: 'read' }, { scope: 'write' }, { scope: 'write' }],
  [
    'the audience asked for',
    { resource: 'api://students' },
    { audience: 'api://grades' },
    { resource: 'api://grades' },
  ],
])('asks for %s', (_, changes, request, parameters) => {
  expect(oidcTokenParameters({ ...SETTINGS, ...changes }, request)).toEqual(parameters);
});
