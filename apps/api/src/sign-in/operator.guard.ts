import type { IncomingMessage } from 'node:http';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthEvents, Refusal } from '@portero/auth';
import type { FastifyRequest } from 'fastify';
import { AccessRefusals } from '../access/access-refusals.js';
import { isDirectLoopback } from '../access/direct-loopback.js';
import { routeOf } from '../access/route-of.js';
import { Configuration } from '../config/configuration.js';
import { changesThings, demandOwnPage } from './own-page.js';
import { type Session, Sessions } from './sessions.js';
import { isNavigation, SignInNeeded } from './sign-in-needed.js';
import { SignInProviders } from './sign-in-providers.js';

const ADMITTED = new WeakMap<FastifyRequest, Session>();

/** The session by which a guard let a request in; `undefined` for a direct caller on this machine. */
export function operatorOf(request: FastifyRequest): Session | undefined {
  return ADMITTED.get(request);
}

/** Lets in operators: direct callers on this machine, and people who have signed in. */
@Injectable()
export class OperatorGuard implements CanActivate {
  constructor(
    private readonly configuration: Configuration,
    private readonly sessions: Sessions,
    private readonly providers: SignInProviders,
    private readonly refusals: AccessRefusals,
    private readonly events: AuthEvents,
  ) {}

  /**
   * @throws {Refusal} `sign_in_required`, `csrf_refused`, or where nobody can sign in, `sign_in_not_configured` and for
   *   another page on this machine `caller_not_local`
   * @throws {SignInNeeded} for a browser on its way to a page
   */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (isDirectLoopback(request.raw, this.configuration.service.FRONTEND_ORIGIN)) return true;
    const session = await this.sessions.of(request);
    if (session) return this.admit(context, request, session);

    const { names } = this.providers;
    const onItsWay = isNavigation(request);
    if (names.length > 0) throw onItsWay ? new SignInNeeded(names) : this.refusals.refusal(context, 'sign_in_required');
    if (!onItsWay && isOnThisMachine(request.raw)) throw this.refusals.refusal(context, 'caller_not_local');
    const refusal = this.refusals.refusal(context, 'sign_in_not_configured');
    throw onItsWay ? new SignInNeeded([]) : refusal;
  }

  /** Lets in the operator of a session, and tells of what changes things. @throws {Refusal} `csrf_refused` */
  admit(context: ExecutionContext, request: FastifyRequest, session: Session): boolean {
    ADMITTED.set(request, session);
    if (!changesThings(request)) return true;
    try {
      demandOwnPage(request, session, this.configuration.publicUrl);
    } catch (error) {
      throw error instanceof Refusal ? this.refusals.refusal(context, error.reason) : error;
    }
    const { provider, subject } = session.operator;
    this.events.emit('operator_accepted', { route: routeOf(request), provider, subject, request: request.id });
    return true;
  }
}

/** Whether it is refused only for the page, or the name of this machine, that it comes by: a sign-in is no help then. */
function isOnThisMachine({
  socket,
  httpVersion,
  headers: { origin, 'sec-fetch-site': site, ...headers },
}: IncomingMessage): boolean {
  return isDirectLoopback({ socket, httpVersion, headers: { ...headers, host: 'localhost' } } as IncomingMessage);
}
