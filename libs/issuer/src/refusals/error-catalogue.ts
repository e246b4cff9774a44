/** One way a vendor says no. */
export interface ErrorRow {
  readonly status: number;
  /** The `error` code of RFC 6749 §5.2, or the vendor's own. */
  readonly error: string;
  /** `error_description`; `{subject}` stands for the value at fault, `{tenant}` for the Entra tenant. */
  readonly description: string;
  /** Entra's AADSTS number. */
  readonly code?: number;
}

/** What can be wrong with a token request before the API and the permissions are looked at. */
export type RequestError =
  | 'body_unreadable'
  | 'parameter_repeated'
  | 'parameter_missing'
  | 'grant_type_unsupported'
  | 'client_id_missing'
  | 'credentials_missing'
  | 'credentials_malformed'
  | 'credentials_ambiguous'
  | 'client_unknown'
  | 'secret_wrong'
  | 'secret_expired'
  | 'method_not_allowed'
  | 'assertion_type_missing'
  | 'assertion_type_unsupported'
  | 'assertion_malformed'
  | 'assertion_subject_wrong'
  | 'assertion_audience_wrong'
  | 'assertion_outside_time'
  | 'assertion_unverified'
  | 'assertion_replayed'
  | 'federation_unmatched'
  | 'certificate_refused';

/** How a personality words these errors. */
export type ErrorCatalogue = Readonly<Record<RequestError, ErrorRow>>;
