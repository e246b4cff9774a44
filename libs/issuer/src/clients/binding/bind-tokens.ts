import type { RegisteredClient } from '../../options.js';
import { Refusal } from '../../refusals/refusal.js';
import { thumbprint } from '../certificate.js';
import type { TokenRequest } from '../token-request.js';
import type { Confirmation } from './confirmation.js';
import { type BindingContext, checkProof } from './proof-check.js';

/**
 * What the tokens of a request are bound to; `undefined` for bearer tokens.
 * @throws Refusal
 */
export async function bindTokens(
  { dpop, certificate }: TokenRequest,
  { dpopBound, certificateBound }: RegisteredClient,
  context: BindingContext,
): Promise<Confirmation | undefined> {
  const { errors } = context;
  const byKey = dpopBound || dpop.length > 0;
  // RFC 7800 §3.1: `cnf` represents a single key.
  if (byKey && certificateBound) throw new Refusal(errors.binding_ambiguous);
  if (byKey) return { jkt: await checkProof(dpop, context) };
  if (!certificateBound) return undefined;
  if (!certificate) throw new Refusal(errors.certificate_missing);
  return { 'x5t#S256': thumbprint(certificate.certificate, 'sha256') };
}
