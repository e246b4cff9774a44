import { Injectable } from '@nestjs/common';
import { type Provider, Providers, Refusal } from '@portero/auth';

export type SignInProvider = Provider & Required<Pick<Provider, 'signIn'>>;

/** The providers that people can sign in with, in the order of AUTH_PROVIDERS. */
@Injectable()
export class SignInProviders {
  private readonly all: readonly SignInProvider[];
  readonly names: readonly string[];

  constructor(providers: Providers) {
    this.all = providers.all.filter((provider): provider is SignInProvider => provider.signIn !== undefined);
    this.names = this.all.map(({ name }) => name);
  }

  /** @throws {Refusal} `sign_in_unknown` */
  named(name: string): SignInProvider {
    const provider = this.all.find((one) => one.name === name);
    if (!provider) throw new Refusal('sign_in_unknown', { actual: 'no such provider, or it has no sign-in' });
    return provider;
  }
}
