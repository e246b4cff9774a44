import { Body, Controller, Get, Header, HttpCode, NotFoundException, Post, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '@portero/auth';
import { z } from 'zod';
import { OperatorGuard } from '../sign-in/operator.guard.js';
import { FAULTS, FaultInjection, HEAL } from './fault-injection.js';

const faultSchema = z.strictObject({
  fault: z.enum([...FAULTS, HEAL], `must be one of ${[...FAULTS, HEAL].join(', ')}`),
});

/** Faults of the embedded issuer on demand, to watch the service cope. */
@Controller('operator/api/faults')
@Public()
@UseGuards(OperatorGuard)
@ApiExcludeController()
export class FaultsController {
  constructor(private readonly injection: FaultInjection) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  state() {
    const { available, active } = this.injection;
    return { available, active, faults: FAULTS };
  }

  /** @throws {NotFoundException} no embedded issuer runs in this process */
  @Post()
  @HttpCode(200)
  async inject(@Body({ schema: faultSchema }) { fault }: z.output<typeof faultSchema>) {
    if (!this.injection.available) throw new NotFoundException();
    await this.injection.inject(fault);
    return this.state();
  }
}
