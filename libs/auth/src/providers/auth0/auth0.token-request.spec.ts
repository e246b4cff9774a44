import { settingsOf } from '../../../test/settings-of.js';
import { auth0TokenParameters } from './auth0.token-request.js';

const SETTINGS = settingsOf('auth0', { issuer: 'https://x.eu.auth0.com/', audience: 'api://students, api://grades' });

it.each([
  ['the first audience', {}, {}, { audience: 'api://students' }],
  ['the scope of the settings', { scope: 'read' }, {}, { audience: 'api://students', scope: 'read' }],
  ['the audience asked for', {}, { audience: 'api://grades' }, { audience: 'api://grades' }],
  ['the scope asked for', { scope: 'read' }, { scope: 'write' }, { audience: 'api://students', scope: 'write' }],
])('asks for %s', (_, changes, request, parameters) => {
  expect(auth0TokenParameters({ ...SETTINGS, ...changes }, request)).toEqual(parameters);
});
