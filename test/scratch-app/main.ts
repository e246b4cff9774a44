import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import {
  AuthModule,
  ConfigurationError,
  CurrentPrincipal,
  type Principal,
  Providers,
  Public,
  RequirePermissions,
  readProviders,
} from '@portero/auth';

@Controller()
class OrdersController {
  constructor(private readonly providers: Providers) {}

  @Get('orders')
  @RequirePermissions('read:orders')
  orders(@CurrentPrincipal() caller: Principal) {
    return { caller: caller.clientId };
  }

  @Get('token')
  @Public()
  async token() {
    const { accessToken } = await this.providers.getToken();
    return { accessToken };
  }
}

@Module({
  imports: [
    AuthModule.forRootAsync({
      useFactory: () => {
        const { providers, faults } = readProviders(process.env);
        if (faults.length > 0) throw new ConfigurationError(faults);
        return { providers };
      },
    }),
  ],
  controllers: [OrdersController],
})
class AppModule {}

const app = await NestFactory.create(AppModule, new ExpressAdapter(), { logger: ['error'] });
await app.listen(0, '127.0.0.1');
process.stdout.write(`${await app.getUrl()}\n`);
