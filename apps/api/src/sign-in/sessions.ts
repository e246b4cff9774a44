import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Configuration } from '../config/configuration.js';
import { CookieSeal } from './cookie-seal.js';
import { CookieJar, cookiesOf } from './cookies.js';
import type { Operator } from './operator.js';
import { type Grant, isStillGranted } from './operator-rule.js';
import { SignInProviders } from './sign-in-providers.js';

export interface Session {
  readonly operator: Operator;
  /** What requests that change something must prove to know. */
  readonly csrf: string;
  readonly expiresAt: Date;
}

/** Seconds. It does not grow with use: eight hours after a sign-in the provider is asked again. */
const LIFETIME = 8 * 60 * 60;
const PATH = '/';

const sessionSchema = z.object({
  provider: z.string(),
  subject: z.string(),
  name: z.string().optional(),
  csrf: z.string(),
  grant: z.string(),
  exp: z.number(),
});

/** The sessions of operators, each kept whole in a sealed cookie of its browser: the service remembers none. */
@Injectable()
export class Sessions {
  private readonly name: string;

  constructor(
    private readonly seal: CookieSeal,
    private readonly jar: CookieJar,
    private readonly providers: SignInProviders,
    private readonly configuration: Configuration,
  ) {
    this.name = jar.nameOf('portero-session', PATH);
  }

  async begin(reply: FastifyReply, operator: Operator, grant: Grant): Promise<void> {
    const csrf = randomBytes(32).toString('base64url');
    const endsAt = Math.floor(Date.now() / 1000) + LIFETIME;
    const value = await this.seal.seal('session', { ...operator, csrf, grant }, endsAt);
    this.jar.set(reply, { name: this.name, value, path: PATH, maxAge: LIFETIME });
  }

  /** The session that a request belongs to; `undefined` without one, or when it is over. */
  async of(request: FastifyRequest): Promise<Session | undefined> {
    const sealed = cookiesOf(request)[this.name];
    const { success, data } = sessionSchema.safeParse(sealed && (await this.seal.open('session', sealed)));
    // Nobody is an operator by a provider that is not asked any more, nor by what is no longer so.
    if (!success || !this.providers.names.includes(data.provider)) return undefined;
    const { csrf, exp, grant, ...operator } = data;
    if (!isStillGranted(data.provider, grant, this.configuration.operatorRule)) return undefined;
    return { operator, csrf, expiresAt: new Date(exp * 1000) };
  }

  /** Whether a request brings a session's cookie, good or not. */
  isNamedBy(request: FastifyRequest): boolean {
    return cookiesOf(request)[this.name] !== undefined;
  }

  end(reply: FastifyReply): void {
    this.jar.remove(reply, this.name, PATH);
  }
}
