import { ClientSecretPost } from 'oauth4webapi';
import type { ClientAuthentication } from './client-authentication.js';

export const clientSecretPost: ClientAuthentication = {
  needs: ['secret'],
  async prove(client) {
    return { authenticate: ClientSecretPost(await client.read('secret')) };
  },
};
