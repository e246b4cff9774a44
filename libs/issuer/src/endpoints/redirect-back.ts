import type { Reply } from '../http/reply.js';
import type { IssuerState } from '../issuer-state.js';
import { endpointsAt } from '../personalities/paths.js';
import { PERSONALITIES } from '../personalities/registry.js';
import { BROWSER_HEADERS } from '../sign-in/page/page-reply.js';
import { type ReturnAddress, returnUrl } from '../sign-in/return-address.js';
import type { EndpointRequest } from './endpoint-request.js';

/** Sends the browser back to the client; 303, so that the password does not go with it (RFC 9700 §4.12). */
export function redirectBack(
  address: ReturnAddress,
  answer: Readonly<Record<string, string>>,
  { personality }: EndpointRequest,
  { site }: IssuerState,
): Reply {
  const { signIn, paths } = PERSONALITIES[personality];
  const { issuer } = endpointsAt(site.origin, paths, site.tenant);
  const location = returnUrl(address, { ...answer, ...(signIn?.namesIssuer && { iss: issuer }) });
  return { status: 303, headers: { ...BROWSER_HEADERS, Location: location }, body: '' };
}
