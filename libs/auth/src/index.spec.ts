import { readFileSync } from 'node:fs';
import * as library from './index.js';

const VALUES = [
  'AuthEvents',
  'AuthModule',
  'BearerAuthenticator',
  'ClockOffset',
  'ConfigurationError',
  'CurrentPrincipal',
  'Explainer',
  'KIND_NAMES',
  'M2mHttp',
  'M2mModule',
  'OutboundError',
  'PROBLEM_CONTENT_TYPE',
  'PROOF_ALGORITHMS',
  'Providers',
  'Public',
  'REASONS',
  'Refusal',
  'RequireAudience',
  'RequirePermissions',
  'Secret',
  'SharedCounters',
  'SystemOnly',
  'boundedFetch',
  'isLoopbackHost',
  'parseCacheKeys',
  'redisUrlFault',
  'isSecureUrl',
  'problemDocument',
  'readProviders',
  'retryAfterSeconds',
  'systemClock',
  'variableName',
];

const TYPES = [
  'AcquiredToken',
  'AuthAsyncOptions',
  'AuthEvent',
  'AuthEventListener',
  'AuthOptions',
  'BoundedFetch',
  'Bounds',
  'CacheKeys',
  'Check',
  'Clock',
  'Count',
  'Demands',
  'ExplainerParts',
  'Explanation',
  'Fault',
  'HttpRequest',
  'KindName',
  'M2mFeature',
  'M2mTarget',
  'OutboundFault',
  'Principal',
  'ProblemDocument',
  'Provider',
  'ProviderConfiguration',
  'ProviderOptions',
  'ProviderSettings',
  'ProviderTokenRequest',
  'Reason',
  'RefusalDetails',
  'Route',
  'SignInClient',
  'SignInServer',
  'TokenOptions',
  'TokenRequest',
  'TokenSource',
];

it('has this public surface and no other', () => {
  expect(Object.keys(library).sort()).toEqual([...VALUES].sort());

  const source = readFileSync(new URL('./index.ts', import.meta.url), 'utf8');
  const names = [...source.matchAll(/\b(?:type )?(\w+)(?=,| })/g)].map(([, name]) => name);
  expect(names.sort()).toEqual([...VALUES, ...TYPES].sort());
});
