import type { ClientCertificate } from '../../http/client-certificate.js';
import type { RegisteredClient } from '../../options.js';
import { Refusal } from '../../refusals/refusal.js';
import { isValidAt } from '../certificate.js';
import { requireParameter, type TokenRequest } from '../token-request.js';
import type { AuthenticationContext } from './client-authentication.js';

/** The certificate that authenticates a request. Beside another credential it does not: it may just bind tokens (RFC 8705 §3). */
export function authenticatingCertificate(request: TokenRequest): ClientCertificate | undefined {
  const { authorization, parameters, certificate } = request;
  const another = authorization !== undefined || parameters.has('client_secret') || parameters.has('client_assertion');
  return another ? undefined : certificate;
}

/**
 * The client of a mutual-TLS connection; `client_id` is required (RFC 8705 §2).
 * @throws Refusal
 */
export function clientWithCertificate(
  request: TokenRequest,
  { clients, errors, now }: AuthenticationContext,
  belongsTo: (presented: ClientCertificate, client: RegisteredClient) => boolean,
): RegisteredClient {
  const id = requireParameter(request.parameters, 'client_id', errors.client_id_missing);
  const client = clients.find(id);
  if (!client) throw new Refusal(errors.client_unknown, id);
  const presented = authenticatingCertificate(request);
  if (!presented || !isValidAt(presented.certificate, now) || !belongsTo(presented, client)) {
    throw new Refusal(errors.certificate_refused, id);
  }
  return client;
}
