import { type CompactJWSHeaderParameters, CompactSign } from 'jose';
import type { SigningKey } from '../keys/signing-key.js';
import type { TokenDraft } from '../personalities/token-draft.js';

/** Signs an honest token; jose refuses a header that does not fit the key. */
export function signToken({ header, claims }: TokenDraft, key: SigningKey): Promise<string> {
  return new CompactSign(Buffer.from(JSON.stringify(claims)))
    .setProtectedHeader(header as CompactJWSHeaderParameters)
    .sign(key.privateKey);
}
