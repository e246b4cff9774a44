import type { Check } from './check.js';
import { call } from './checks/call.check.js';
import { clock } from './checks/clock.check.js';
import { credentials } from './checks/credentials.check.js';
import { discovery } from './checks/discovery.check.js';
import { dns } from './checks/dns.check.js';
import { endpoints } from './checks/endpoints.check.js';
import { keys } from './checks/keys.check.js';
import { signIn } from './checks/sign-in.check.js';
import { tls } from './checks/tls.check.js';
import { token } from './checks/token.check.js';
import { verification } from './checks/verification.check.js';

/** What is checked of each instance, in this order, after its configuration. */
export const CHECKS: readonly Check[] = [
  dns,
  tls,
  discovery,
  endpoints,
  keys,
  clock,
  credentials,
  token,
  verification,
  call,
  signIn,
];
