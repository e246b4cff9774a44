import { decodeJwt, decodeProtectedHeader } from 'jose';

type Members = Readonly<Record<string, unknown>>;

/** A `client_assertion`, decoded but not yet believed. */
export interface ClientAssertion {
  readonly token: string;
  readonly header: Members;
  readonly claims: Members;
}

/** @returns `undefined` for what is not a signed JWT in compact form */
export function readAssertion(token: string): ClientAssertion | undefined {
  try {
    return { token, header: decodeProtectedHeader(token) as Members, claims: decodeJwt(token) };
  } catch {
    return undefined;
  }
}
