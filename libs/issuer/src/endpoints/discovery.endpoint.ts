import { jsonReply } from '../http/reply.js';
import { endpointsAt } from '../personalities/paths.js';
import { PERSONALITIES } from '../personalities/registry.js';
import type { EndpointReply } from './endpoint.js';

export const discoveryReply: EndpointReply = ({ personality, tenant }, { site, people }) => {
  const { discovery, signIn, paths } = PERSONALITIES[personality];
  const machines = discovery(site, tenant);
  if (!signIn || !people) return jsonReply(200, machines);
  return jsonReply(200, signIn.metadata(machines, endpointsAt(site.origin, paths, tenant)));
};
