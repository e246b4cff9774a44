/** The `cnf` claim of a bound token: the thumbprint of the one key it belongs to. */
export interface Confirmation {
  /** RFC 9449 §6.1 */
  readonly jkt?: string;
  /** RFC 8705 §3.1 */
  readonly 'x5t#S256'?: string;
}
