import { KIND_NAMES } from '../providers/registry.js';
import { variablesOf } from '../providers/variables.js';
import { REASONS } from '../telemetry/reasons.js';
import { NEXT_STEPS } from './next-steps.js';

/** Reasons that a token cannot be refused for: they are about a request, a proof, a route's kind, our own client or people. */
const OTHERS =
  /^(credentials_|binding_mismatch|proof_replayed|nonce_|kind_|provider_|client_|scope_|token_(bound|re))|^(caller_not_local|access_off|rate_limited|resource_|sign_in_|operator_|csrf_)/;

it('has an answer to every reason that a token can be refused for', () => {
  const answered = Object.keys(NEXT_STEPS).filter((key) => !key.includes(': '));
  expect(answered.sort()).toEqual(
    Object.keys(REASONS)
      .filter((reason) => !OTHERS.test(reason))
      .sort(),
  );
});

it.each(KIND_NAMES)('names variables that %s has', (kind) => {
  const texts = Object.values(NEXT_STEPS).map((step) => step?.[kind] ?? step?.any ?? '');
  const named = texts.flatMap((text) => text.match(/OIDC_\w+?_<name>/g) ?? []);
  const known = variablesOf({ name: '<name>', kind });
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((variable) => !known.includes(variable))).toEqual([]);
});
