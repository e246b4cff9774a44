import { type DynamicModule, type InjectionToken, Module } from '@nestjs/common';
import { M2mHttp, type M2mTarget } from './client-credentials/m2m-http.js';
import { Providers } from './providers/providers.js';

export interface M2mFeature extends M2mTarget {
  /** What it is injected by; `M2mHttp` itself when absent, which does for a module that calls one API. */
  readonly provide?: InjectionToken;
}

/** Gives a module an `M2mHttp` for an API that it calls. Needs `AuthModule`. */
@Module({})
export class M2mModule {
  static forFeature({ provide = M2mHttp, ...target }: M2mFeature): DynamicModule {
    const useFactory = (providers: Providers) => new M2mHttp(providers.getToken.bind(providers), target);
    return {
      module: M2mModule,
      providers: [{ provide, inject: [Providers], useFactory }],
      exports: [provide],
    };
  }
}
