import type { AuthEvent } from '@portero/auth';
import { AuthEvents } from '@portero/auth';
import { listen } from '../running-service.js';
import { type Answer, Browser } from './browser.js';
import { PAGE_CLIENT, type ScriptedProvider, startScriptedProvider } from './scripted-provider.js';

/** The service, with one provider that people sign in with, and one operator: `person-1`. */
export interface OperatorsService {
  readonly url: string;
  readonly provider: ScriptedProvider;
  readonly logged: readonly string[];
  readonly heard: AuthEvent[];
  close(): Promise<void>;
}

export const SESSION = '__Host-portero-session';

export async function startOperatorsService(
  variables: Readonly<Record<string, string>> = {},
): Promise<OperatorsService> {
  const provider = await startScriptedProvider();
  const { app, logged } = await listen({
    AUTH_PROVIDERS: 'oidc',
    OIDC_ISSUER_oidc: provider.issuer,
    OIDC_AUDIENCE_oidc: 'api://students',
    OIDC_SIGN_IN_CLIENT_ID_oidc: PAGE_CLIENT,
    OPERATORS: 'oidc:person-1',
    LOG_LEVEL: 'debug',
    ...variables,
  });
  const heard: AuthEvent[] = [];
  app.get(AuthEvents).listen((event) => heard.push(event));
  return {
    url: await app.getUrl(),
    provider,
    logged,
    heard,
    close: async () => {
      await app.close();
      provider.close();
    },
  };
}

/** Begins a sign-in. @returns the parameters of the authorization request */
export async function begin({ provider }: OperatorsService, browser: Browser, query = ''): Promise<URLSearchParams> {
  const { location } = await browser.request(`/auth/oidc/login${query}`);
  provider.authorized(location);
  return new URL(location).searchParams;
}

/** What a browser brings back from the provider. */
export function callback({ provider }: OperatorsService, begun: URLSearchParams, changes: Record<string, string> = {}) {
  const answer = { code: 'SplxlOBeZQQYbYS6WxSbIA', state: begun.get('state') ?? '', iss: provider.issuer, ...changes };
  return `/auth/oidc/callback?${new URLSearchParams(answer)}`;
}

/** A whole sign-in. */
export async function signIn(service: OperatorsService, browser = new Browser(service.url)) {
  const answer: Answer = await browser.request(callback(service, await begin(service, browser)));
  return { browser, answer };
}

export const reasonIn = ({ text }: Answer): unknown => JSON.parse(text).reason;

/** What protects the session's requests from other pages. */
export async function csrfOf(browser: Browser): Promise<string> {
  return JSON.parse((await browser.request('/auth/me')).text).csrf;
}
