import { jsonReply } from '../http/reply.js';
import { PERSONALITIES } from '../personalities/registry.js';
import type { EndpointReply } from './endpoint.js';

export const jwksReply: EndpointReply = async ({ personality, tenant }, { site, keyRings }) => {
  const { publishedKey, keySetMediaType } = PERSONALITIES[personality];
  const keys = (await keyRings[personality].published()).map((key) => publishedKey(key, site, tenant));
  return jsonReply(200, { keys }, { 'Content-Type': keySetMediaType });
};
