import type { TokenRequest } from '../client-credentials/token-source.js';
import type { Trust } from '../jwt/trust.js';
import type { BearerStrategyClass } from '../passport/bearer.strategy.js';
import type { CommonSettings, ReportFault, SettingsShape } from './common-settings.js';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Alias {
  readonly setting: string;
  /** How the variable's text becomes the setting's; as it is when absent. */
  readonly translate?: (text: string) => string;
}

/** A kind of identity provider: everything that Portero knows of a vendor. */
export interface ProviderKind<Settings extends CommonSettings = CommonSettings> {
  /** One schema per setting. */
  readonly settings: SettingsShape;
  /** An example of this kind's issuer, for error messages. */
  readonly issuerExample: string;
  /** Not for production. */
  readonly developmentOnly?: boolean;
  readonly defaultAuthMethod: Settings['clientAuthMethod'] & string;
  readonly strategy: BearerStrategyClass;
  /** Other variables that fill settings of the instance named like the kind. */
  readonly aliases?: Readonly<Record<string, Alias>>;
  /** What the instance named like the kind has without being told. */
  defaults?(environment: Environment): Readonly<Record<string, unknown>>;
  /** What must hold between settings, beyond the common checks. */
  check(settings: Partial<Settings>, report: ReportFault): void;
  /** The issuers of an instance, the first one being the one that tokens are asked from. */
  trusts(settings: Settings): readonly [Trust, ...Trust[]];
  /** The form parameters of a token request. */
  tokenParameters(settings: Settings, request: TokenRequest): Record<string, string>;
}
