import type { ClientAuthentication } from './client-authentication.js';

// RFC 6749 §2.3.1 wants both form-urlencoded; Glewlwyd and LemonLDAP want them as they are.
const ENCODINGS = {
  encoded: (value: string) => new URLSearchParams({ '': value }).toString().slice(1),
  raw: (value: string) => value,
};

/** HTTP Basic of our own: oauth4webapi's escapes even `-`, which providers that do not decode refuse. */
export const clientSecretBasic: ClientAuthentication = {
  needs: ['secret'],
  async prove(client) {
    const encode = ENCODINGS[client.basicEncoding];
    const credentials = `${encode(client.id)}:${encode(await client.read('secret'))}`;
    return {
      authenticate: (_server, _client, _body, headers) => {
        headers.set('authorization', `Basic ${Buffer.from(credentials).toString('base64')}`);
      },
    };
  },
};
