import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CookieSeal } from './cookie-seal.js';
import { CookieJar, cookiesOf } from './cookies.js';

/** A sign-in that has begun: what its end must fit to. */
export interface Transaction {
  readonly provider: string;
  readonly state: string;
  readonly nonce: string;
  /** RFC 7636 §4.1. */
  readonly verifier: string;
  readonly returnTo: string;
}

/** Seconds in which a person has to sign in. */
const LIFETIME = 10 * 60;
/** One for each tab, within reason. */
const MOST = 5;
/** Cookies of others by our name that are looked at: each is answered with one. */
const MOST_FOUND = 20;
/** A name as it is made here. Another one may be none that a cookie can be set by. */
const STATE_PART = /^[\w-]{0,16}$/;

const transactionSchema = z.object({
  provider: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
});

/** The sign-ins that a browser has begun, each in a sealed cookie of its own: those of two tabs do not meet. */
@Injectable()
export class Transactions {
  private readonly path: string;
  private readonly names: string;

  constructor(
    private readonly seal: CookieSeal,
    private readonly jar: CookieJar,
  ) {
    this.path = `${jar.base}/auth`;
    this.names = `${jar.nameOf('portero-sign-in', this.path)}-`;
  }

  async begin(request: FastifyRequest, reply: FastifyReply, transaction: Transaction): Promise<void> {
    await this.forgetOldest(request, reply);
    const endsAt = Math.floor(Date.now() / 1000) + LIFETIME;
    const value = await this.seal.seal('sign-in', { ...transaction }, endsAt);
    this.jar.set(reply, { name: this.nameOf(transaction.state), value, path: this.path, maxAge: LIFETIME });
  }

  /** The sign-in that this state is of, which ends here whatever comes of it; `undefined` when the browser has none. */
  async take(request: FastifyRequest, reply: FastifyReply, state: string): Promise<Transaction | undefined> {
    const name = this.nameOf(state);
    const sealed = cookiesOf(request)[name];
    if (sealed === undefined) return undefined;
    this.jar.remove(reply, name, this.path);
    const { data } = transactionSchema.safeParse(await this.seal.open('sign-in', sealed));
    return data?.state === state ? data : undefined;
  }

  private async forgetOldest(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const mine = Object.entries(cookiesOf(request))
      .filter(([name]) => name.startsWith(this.names) && STATE_PART.test(name.slice(this.names.length)))
      .slice(0, MOST_FOUND);
    const held = await Promise.all(
      mine.map(async ([name, sealed = '']) => ({ name, endsAt: (await this.seal.open('sign-in', sealed))?.exp ?? 0 })),
    );
    const newestFirst = held.sort((one, other) => other.endsAt - one.endsAt);
    for (const [at, { name, endsAt }] of newestFirst.entries()) {
      if (endsAt === 0 || at >= MOST - 1) this.jar.remove(reply, name, this.path);
    }
  }

  /** A part of the state is enough for a name, and no cookie is named by what anybody may send. */
  private nameOf(state: string): string {
    return this.names + state.replaceAll(/[^\w-]/g, '').slice(0, 16);
  }
}
