import { faultsOf, settingsOf } from '../../test/settings-of.js';
import type { KindName } from './registry.js';

const ISSUERS: Readonly<Record<KindName, string>> = {
  oidc: 'https://op.example',
  local: 'http://127.0.0.1:4010/oidc',
  auth0: 'https://x.eu.auth0.com/',
  azure: 'https://login.microsoftonline.com/11111111-2222-4333-8444-555555555555/v2.0',
};
const CLIENT = { clientId: 'portero', clientSecret: 'for tests' };
const valuesOf = (kind: KindName, changes: object) => ({ issuer: ISSUERS[kind], audience: 'api://x', ...changes });

it.each<KindName>(['oidc', 'local'])('%s can be asked about its tokens', (kind) => {
  const values = { ...CLIENT, introspection: 'on', introspectionUrl: 'https://op.example/introspect' };
  expect(settingsOf(kind, valuesOf(kind, values))).toMatchObject({
    introspection: 'on',
    introspectionUrl: 'https://op.example/introspect',
  });
});

it.each<KindName>(['auth0', 'azure'])('%s has no such endpoint', (kind) => {
  expect(faultsOf(kind, valuesOf(kind, { ...CLIENT, introspection: 'on', introspectionUrl: 'https://x' }))).toEqual([
    `introspection is not a setting of kind ${kind}`,
    `introspectionUrl is not a setting of kind ${kind}`,
  ]);
});

const URL_FAULT = 'must be an https URL (http only on a loopback address), without credentials or fragment';

it.each<[string, object, string[]]>([
  ['nothing while it is off', {}, []],
  ['nothing with a client', { ...CLIENT, introspection: 'on' }, []],
  [
    'no client',
    { introspection: 'on' },
    ['clientId is required with introspection: set the client that asks, with its proof, or switch it off'],
  ],
  [
    'an URL that nobody uses',
    { introspectionUrl: 'https://op.example/introspect' },
    ['introspectionUrl goes with introspection only: switch that on, or leave this out'],
  ],
  [
    'an http URL',
    { ...CLIENT, introspection: 'on', introspectionUrl: 'http://op.example' },
    [`introspectionUrl ${URL_FAULT}`],
  ],
  [
    'a switch that is none',
    { introspection: 'true', introspectionUrl: 'https://op.example/introspect' },
    ['introspection must be one of on, off'],
  ],
])('finds fault with %s', (_, changes, faults) => {
  expect(faultsOf('oidc', valuesOf('oidc', changes))).toEqual(faults);
});
