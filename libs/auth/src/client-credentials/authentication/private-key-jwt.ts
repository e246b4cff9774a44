import { modifyAssertion, PrivateKeyJwt } from 'oauth4webapi';
import { Refusal } from '../../bearer/refusal.js';
import { assertionOf } from './assertion.js';
import type { ClientAuthentication } from './client-authentication.js';
import { readKeyPair } from './key-pair.js';
import { algorithmFor, signingKey } from './signing-key.js';

/** An assertion under a private key (RFC 7523 §2.2), which a certificate names when there is one. */
export const privateKeyJwt: ClientAuthentication = {
  needs: ['key'],
  async prove(client, attempt) {
    const { key, certificates } = await readKeyPair(client);
    const algorithm = algorithmFor(key, client.assertion.algorithm);
    if (!algorithm) {
      const expected = `a key for ${client.assertion.algorithm ?? 'an assertion'}`;
      throw new Refusal('client_secret_unreadable', { expected, actual: 'a key of another type' });
    }
    const modify = assertionOf(client, attempt, certificates);
    return { authenticate: PrivateKeyJwt(await signingKey(key, algorithm), { [modifyAssertion]: modify }) };
  },
};
