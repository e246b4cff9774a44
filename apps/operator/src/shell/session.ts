import type { Api } from '../http/api.js';
import type { Me } from '../http/contract.js';
import { type Problem, problemIn } from '../http/problem.js';
import { Store } from '../state/store.js';

export type SessionState =
  | { readonly is: 'looking' }
  | { readonly is: 'in'; readonly me: Me }
  /** `possible`: people can sign in, though it may not be known yet with which providers. */
  | { readonly is: 'out'; readonly signIn: readonly string[]; readonly possible: boolean }
  | { readonly is: 'unknown'; readonly problem: Problem };

const LOOKS_AGAIN_AFTER = 3_000;

/** Whether the one before the page may use it. */
export class Session extends Store<SessionState> {
  private signIn: readonly string[] = [];
  private again?: ReturnType<typeof setTimeout>;
  private tabs?: BroadcastChannel;

  constructor(private readonly api: Api) {
    super({ is: 'looking' });
    api.onSignInRequired = ({ problem }) => this.over(problem);
  }

  /** A sign-out in one tab is one in all of them: the others hear that they must look again, and no more. */
  follow(tabs: BroadcastChannel): void {
    this.tabs = tabs;
    tabs.onmessage = () => void this.look();
  }

  async look(): Promise<void> {
    clearTimeout(this.again);
    try {
      const me = await this.api.get<Me>('/auth/me');
      this.api.csrf = me.csrf;
      this.signIn = me.signIn;
      this.set({ is: 'in', me });
    } catch (error) {
      this.failed(problemIn(error));
    }
  }

  async signOut(): Promise<void> {
    try {
      await this.api.post('/auth/logout');
    } finally {
      this.tabs?.postMessage('signed-out');
      await this.look();
    }
  }

  private failed(problem: Problem): void {
    if (problem.status === 401 || problem.status === 403) {
      this.over(problem);
      return;
    }
    // A page that is in use stays: its stream shows that the connection is lost.
    if (this.value.is !== 'in') this.set({ is: 'unknown', problem });
    this.again = setTimeout(() => void this.look(), LOOKS_AGAIN_AFTER);
  }

  private over({ reason, signIn = this.signIn }: Problem): void {
    this.api.csrf = null;
    this.set({ is: 'out', signIn, possible: reason === 'sign_in_required' });
  }
}

/** Where a sign-in begins, and comes back to. */
export function signInUrl(base: string, provider: string, { hash }: { readonly hash: string }): string {
  // As the service knows it, whatever a proxy may have put before it.
  const returnTo = encodeURIComponent(`/operator/${hash}`);
  return `${base}/auth/${encodeURIComponent(provider)}/login?returnTo=${returnTo}`;
}
