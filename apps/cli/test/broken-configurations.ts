import { BROKEN_AT_AUTH0 } from './broken-auth0.js';
import { BROKEN_AT_ENTRA } from './broken-entra.js';
import { BROKEN_AT_OIDC } from './broken-oidc.js';
import type { BrokenSetting } from './broken-setting.js';

export const BROKEN: readonly BrokenSetting[] = [...BROKEN_AT_ENTRA, ...BROKEN_AT_AUTH0, ...BROKEN_AT_OIDC];
