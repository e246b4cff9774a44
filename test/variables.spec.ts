import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serviceVariables } from '../apps/api/src/config/service-settings.js';
import { TRACING_VARIABLES } from '../apps/api/src/tracing/tracing-config.js';
import { KIND_NAMES, kindNamed } from '../libs/auth/src/providers/registry.js';
import { variablesOf } from '../libs/auth/src/providers/variables.js';
import { ROOT } from './source-tree.js';

/** Every variable that is read, with one instance per kind, named like it. */
const READ = [
  ...Object.keys(serviceVariables),
  ...TRACING_VARIABLES,
  'AUTH_PROVIDERS',
  'OIDC_CLOCK_TOLERANCE',
  ...KIND_NAMES.flatMap((kind) => [
    ...variablesOf({ name: kind, kind }),
    ...Object.keys(kindNamed(kind).aliases ?? {}),
  ]),
];

const example = readFileSync(join(ROOT, '.env.example'), 'utf8');
const settingsPage = readFileSync(join(ROOT, 'docs/settings.md'), 'utf8');

it('.env.example has every variable that is read, once, and no other', () => {
  const shown = [...example.matchAll(/^#? ?([A-Z][A-Z0-9_]*(?:_[a-z0-9]+)?)=/gm)].map(([, name]) => name);
  expect(shown.sort()).toEqual([...READ].sort());
});

it('docs/settings.md names every variable', () => {
  const settings = new Set(READ.map((name) => name.replace(/_(azure|auth0|oidc|local)$/, '')));
  const missing = [...settings].filter((name) => !settingsPage.includes(`\`${name}\``));
  expect(missing).toEqual([]);
});
