import { OutboundError } from '@portero/auth';
import type { Check, Subject } from '../check.js';
import { type Finding, fault, ok, skipped, warning } from '../finding.js';

/** The API that the service calls takes the token. */
export const call: Check = {
  name: 'call',
  needs: ['token'],
  async run(subject) {
    const { RESOURCE_SERVER_URL } = subject.environment;
    if (!RESOURCE_SERVER_URL) return [skipped('RESOURCE_SERVER_URL is not set')];
    if (!subject.found.token) return [skipped('there is no token to call with')];
    if (!URL.canParse(RESOURCE_SERVER_URL)) return [fault('RESOURCE_SERVER_URL is no URL', 'set an http or https URL')];
    return [await callStudents(`${RESOURCE_SERVER_URL.replace(/\/$/, '')}/students`, subject)];
  },
};

async function callStudents(url: string, { found, fetch }: Subject): Promise<Finding> {
  try {
    const response = await found.token?.fetch(url, { headers: { accept: 'application/json' } }, fetch);
    const message = `GET ${url} answered ${response?.status}`;
    if (response?.status === 200) return ok(message);
    if (response?.status === 401) {
      return fault(
        `${message} (${errorIn(response)})`,
        'the API refuses the token: its log has the reason; explain the token with its settings',
      );
    }
    if (response?.status === 403)
      return fault(`${message} (${errorIn(response)})`, 'grant the client the permission that this route asks for');
    return warning(message, 'check RESOURCE_SERVER_URL: the API has /students');
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    return fault(error.message, 'check RESOURCE_SERVER_URL, and that the API runs');
  }
}

function errorIn({ headers }: Response): string {
  return /error="([a-z_]{1,40})"/.exec(headers.get('www-authenticate') ?? '')?.[1] ?? 'no error code';
}
