import type { ErrorRow } from '../../refusals/error-catalogue.js';

export type BindingError =
  | 'proof_missing'
  | 'proof_repeated'
  | 'proof_malformed'
  | 'proof_for_another_request'
  | 'proof_outside_time'
  | 'proof_replayed'
  | 'proof_nonce_required'
  | 'certificate_missing'
  | 'binding_ambiguous';

/** How a personality words what is wrong with the proof or the certificate that a token is to be bound to. */
export type BindingErrors = Readonly<Record<BindingError, ErrorRow>>;
