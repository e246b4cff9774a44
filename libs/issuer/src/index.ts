export type { AuthenticationMethod } from './clients/authentication/authentication-method.js';
export type { ReceivedRequest } from './endpoints/request-log.js';
export type { Fault, FaultKind } from './faults/fault.js';
export type { FaultPlace } from './faults/fault-board.js';
export type { Issuer } from './issuer.js';
export type {
  FederatedCredential,
  HostedApi,
  IssuerOptions,
  Person,
  RegisteredApi,
  RegisteredClient,
} from './options.js';
export type { Endpoint, Endpoints } from './personalities/paths.js';
export type { PersonalityName } from './personalities/personality.js';
export { startIssuer } from './start-issuer.js';
export type { MintOverrides } from './tokens/mint-token.js';
