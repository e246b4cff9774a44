import type { z } from 'zod';
import { ALGORITHM_NAMES } from '../jwt/signature-algorithms.js';
import { checkClient } from './check-client.js';
import { clientSettings } from './client-settings.js';
import { flag, issuerUrl, list, oneOf, secondsUpTo, secureUrl, text } from './setting-types.js';
import { checkSignIn, signInSettings } from './sign-in-settings.js';

/** The settings of every kind. A setting `clientId` is the variable `OIDC_CLIENT_ID_<name>`. */
export const commonSettings = {
  issuer: issuerUrl,
  jwksUrl: secureUrl.optional(),
  tokenUrl: secureUrl.optional(),
  ...clientSettings,
  audience: list(text, 0).default([]),
  relaxAudience: flag.default(false),
  scope: text.optional(),
  clockTolerance: secondsUpTo(300).default(60),
  keysMaxStale: secondsUpTo(86_400).default(3_600),
  algorithms: list(oneOf(...ALGORITHM_NAMES)).default(['RS256']),
  senderConstrained: oneOf('accepted', 'required').default('accepted'),
  callers: list(text).optional(),
  ...signInSettings,
};

export type SettingsShape = Readonly<Record<string, z.ZodType>>;
export type SettingsOf<Shape extends SettingsShape> = { readonly [S in keyof Shape]: z.output<Shape[S]> } & {
  readonly name: string;
};
export type CommonSettings = SettingsOf<typeof commonSettings>;
export type ReportFault = (setting: string, problem: string) => void;

/** An API that does not know its own name would take tokens meant for any other. */
export function requireAudience(settings: Partial<CommonSettings>, report: ReportFault, example: string): void {
  if (settings.audience?.length === 0 && !settings.relaxAudience) report('audience', `is required: ${example}`);
}

/** What must hold between settings of any kind. A setting with a fault of its own is absent here. */
export function checkCommon(settings: Partial<CommonSettings>, report: ReportFault, production: boolean): void {
  checkClient(settings, report);
  checkSignIn(settings, report);
  if (production && settings.relaxAudience && !settings.callers) {
    report('callers', 'is required in production while the audience is relaxed: list the client ids that may call');
  }
}
