import { createHash, timingSafeEqual } from 'node:crypto';
import type { RegisteredClient } from '../../options.js';
import { Refusal } from '../../refusals/refusal.js';
import { validSecrets } from '../valid-secrets.js';
import type { AuthenticationContext } from './client-authentication.js';

/** @throws Refusal for an unknown client, an expired secret or a wrong one */
export function clientWithSecret(id: string, secret: string, context: AuthenticationContext): RegisteredClient {
  const { clients, errors } = context;
  const client = clients.find(id);
  if (!client) throw new Refusal(errors.client_unknown, id);
  if (validSecrets(client).some((valid) => sameSecret(secret, valid))) return client;
  const expired = client.expiredSecrets?.some((old) => sameSecret(secret, old));
  throw new Refusal(expired ? errors.secret_expired : errors.secret_wrong, id);
}

/** Over digests, since `timingSafeEqual` wants equal lengths and a length is a hint. */
function sameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(sha256(given), sha256(expected));
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
