import { attacks, NO_CREDENTIALS } from './attack.js';
import type { ResourceForge } from './resource-server.js';

const named = (name: string) => ({
  send: ({ token }: ResourceForge) => ({ fields: [`${name}: Bearer ${token()}`] }),
});
const form = 'Content-Type: application/x-www-form-urlencoded';

/** Good tokens in places that are not read. */
export const OTHER_PLACES = attacks<ResourceForge>({ ...NO_CREDENTIALS, source: 'RFC 9700 §4.3.2' }, [
  {
    id: 'place-query',
    sent: 'a token in the query',
    send: ({ token }) => ({ target: `/products?access_token=${token()}`, fields: [] }),
  },
  {
    id: 'place-query-authorization',
    sent: 'the field in the query',
    send: ({ token }) => ({ target: `/products?authorization=Bearer%20${token()}`, fields: [] }),
  },
  {
    id: 'place-form',
    sent: 'a token in a form',
    source: 'RFC 6750 §2.2',
    send: ({ token }) => {
      const body = `access_token=${token()}`;
      return { fields: [form, `Content-Length: ${body.length}`], body };
    },
  },
  {
    id: 'place-json',
    sent: 'a token in a JSON body',
    send: ({ token }) => {
      const body = JSON.stringify({ access_token: token() });
      return { fields: ['Content-Type: application/json', `Content-Length: ${body.length}`], body };
    },
  },
  {
    id: 'place-cookie',
    sent: 'a token in cookies',
    source: 'RFC 6750 §5.3',
    send: ({ token }) => ({ fields: [`Cookie: access_token=${token()}; Authorization=Bearer ${token()}`] }),
  },
  { id: 'place-proxy', sent: 'a proxy field', source: 'RFC 9110 §11.7', ...named('Proxy-Authorization') },
  { id: 'place-x-token', sent: 'X-Access-Token', ...named('X-Access-Token') },
  { id: 'place-x-forwarded', sent: 'X-Forwarded-Authorization', ...named('X-Forwarded-Authorization') },
  { id: 'place-underscore', sent: 'HTTP_AUTHORIZATION', ...named('HTTP_AUTHORIZATION') },
  {
    id: 'place-trailer',
    sent: 'a token in a trailer',
    source: 'RFC 9110 §6.5.1',
    send: ({ token }) => ({
      fields: ['Transfer-Encoding: chunked', 'Trailer: Authorization'],
      body: `0\r\nAuthorization: Bearer ${token()}\r\n\r\n`,
    }),
  },
]);
