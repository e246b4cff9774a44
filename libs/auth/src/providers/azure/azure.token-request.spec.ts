import { settingsOf } from '../../../test/settings-of.js';
import { azureTokenParameters } from './azure.token-request.js';

const SETTINGS = settingsOf('azure', {
  issuer: 'https://login.microsoftonline.com/11111111-2222-4333-8444-555555555555/v2.0',
  audience: 'api://students, api://grades',
});

it.each([
  ['the first audience', {}, {}, 'api://students/.default'],
  ['the scope of the settings', { scope: 'api://other/.default' }, {}, 'api://other/.default'],
  ['the audience asked for', { scope: 'api://other/.default' }, { audience: 'api://grades' }, 'api://grades/.default'],
  [
    'an audience that ends with a slash, as it is',
    {},
    { audience: 'https://graph.microsoft.com/' },
    'https://graph.microsoft.com//.default',
  ],
  ['the scope asked for', {}, { scope: 'api://x/.default', audience: 'api://grades' }, 'api://x/.default'],
])('asks for one resource: %s', (_, changes, request, scope) => {
  expect(azureTokenParameters({ ...SETTINGS, ...changes }, request)).toEqual({ scope });
});
