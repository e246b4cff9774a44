import { ClientSecretPost } from 'oauth4webapi';
import type { ClientAuthentication } from './client-authentication.js';

export const clientSecretPost: ClientAuthentication = async (client) => ClientSecretPost(await client.secret());
