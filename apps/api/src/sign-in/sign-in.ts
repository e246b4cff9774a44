import { Injectable } from '@nestjs/common';
import { AuthEvents, Refusal } from '@portero/auth';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { generateRandomCodeVerifier, generateRandomNonce, generateRandomState } from 'oauth4webapi';
import { Configuration } from '../config/configuration.js';
import { authorizationUrl, redeem } from './authorization-code.js';
import { CookieJar } from './cookies.js';
import type { Operator } from './operator.js';
import { grantOf, operatorIn } from './operator-rule.js';
import { RedemptionRate } from './redemption-rate.js';
import { OPERATOR_PAGE, returnPath } from './return-to.js';
import { Sessions } from './sessions.js';
import { SignInProviders } from './sign-in-providers.js';
import { Transactions } from './transactions.js';

/** Signs people in with the authorization code flow and PKCE (OpenID Connect Core §3.1, RFC 9700 §2.1.1). */
@Injectable()
export class SignIn {
  constructor(
    private readonly configuration: Configuration,
    private readonly providers: SignInProviders,
    private readonly transactions: Transactions,
    private readonly rate: RedemptionRate,
    private readonly sessions: Sessions,
    private readonly jar: CookieJar,
    private readonly events: AuthEvents,
  ) {}

  /**
   * @returns where to send the browser
   * @throws {Refusal} `sign_in_unknown` or `provider_unavailable`
   */
  async begin(name: string, request: FastifyRequest, reply: FastifyReply, returnTo: unknown): Promise<string> {
    return this.telling(request, { provider: name }, async () => {
      const { signIn } = this.providers.named(name);
      const transaction = {
        provider: name,
        state: generateRandomState(),
        nonce: generateRandomNonce(),
        verifier: generateRandomCodeVerifier(),
        returnTo: returnPath(returnTo),
      };
      const url = await authorizationUrl(signIn, this.redirectUri(name), transaction);
      await this.transactions.begin(request, reply, transaction);
      return url;
    });
  }

  /**
   * @param answer the parameters that the browser came back with
   * @returns where to send the browser
   * @throws {Refusal} `sign_in_failed`, `operator_not_allowed`, `sign_in_unknown`, `rate_limited` or `provider_unavailable`
   */
  async complete(name: string, request: FastifyRequest, reply: FastifyReply, answer: URLSearchParams): Promise<string> {
    const known: Partial<Operator> = { provider: name };
    return this.telling(request, known, async () => {
      const provider = this.providers.named(name);
      const [state, ...more] = answer.getAll('state');
      if (!state || more.length > 0) throw failed('not one state');
      const transaction = await this.transactions.take(request, reply, state);
      // The back button, or a form that was sent again: the person is where the sign-in was to lead.
      if (!transaction && (await this.sessions.of(request))) return this.jar.base + OPERATOR_PAGE;
      if (!transaction) throw failed('this browser has begun no sign-in with this state, or too long ago');
      if (transaction.provider !== name) throw failed('the sign-in was begun with another provider');

      await this.rate.count(request, reply);
      const claims = await redeem(provider.signIn, this.redirectUri(name), answer, transaction);
      const operator = operatorIn(provider, claims);
      Object.assign(known, operator);
      const grant = grantOf(provider, claims, this.configuration.operatorRule);
      if (!grant) throw new Refusal('operator_not_allowed', { actual: 'neither in OPERATORS nor of the role' });
      await this.sessions.begin(reply, operator, grant);
      const { name: person, subject } = operator;
      this.events.emit('operator_signed_in', { provider: name, subject, person, request: request.id });
      return this.jar.base + transaction.returnTo;
    });
  }

  private redirectUri(name: string): string {
    return `${this.configuration.publicUrl}/auth/${name}/callback`;
  }

  private async telling<T>(request: FastifyRequest, known: Partial<Operator>, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Refusal) this.tell(request, known, error);
      throw error;
    }
  }

  /** A name that is none of ours is anybody's text. */
  private tell(
    { id }: FastifyRequest,
    { provider, subject }: Partial<Operator>,
    { reason, actual = '' }: Refusal,
  ): void {
    const known = reason === 'sign_in_unknown' ? {} : { provider, subject };
    this.events.emit('operator_refused', { ...known, reason, detail: actual, request: id });
  }
}

const failed = (actual: string) => new Refusal('sign_in_failed', { actual });
