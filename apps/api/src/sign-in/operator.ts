/** A person who may do what operators do, as the provider names them. */
export interface Operator {
  readonly provider: string;
  readonly subject: string;
  readonly name?: string;
}
