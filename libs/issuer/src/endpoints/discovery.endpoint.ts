import { jsonReply } from '../http/reply.js';
import { PERSONALITIES } from '../personalities/registry.js';
import type { EndpointReply } from './endpoint.js';

export const discoveryReply: EndpointReply = ({ personality, tenant }, { site }) =>
  jsonReply(200, PERSONALITIES[personality].discovery(site, tenant));
