import { Body, Controller, Header, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Explainer, type Explanation, Public } from '@portero/auth';
import { z } from 'zod';
import { OperatorGuard } from '../sign-in/operator.guard.js';

const explainSchema = z.strictObject({
  // As people copy it.
  token: z
    .string()
    .max(32_768)
    .transform((text) => text.trim().replace(/^Bearer\s+/i, ''))
    .refine((token) => token !== '', 'must not be empty'),
  permissions: z.array(z.string().min(1).max(200)).max(50).optional(),
  audience: z.string().min(1).max(500).optional(),
});

/** Why a token would be let in or not. It is looked at and forgotten. */
@Controller('operator/api/explain')
@Public()
@UseGuards(OperatorGuard)
@ApiExcludeController()
export class ExplainController {
  constructor(private readonly explainer: Explainer) {}

  @Post()
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  explain(
    @Body({ schema: explainSchema }) { token, ...demands }: z.output<typeof explainSchema>,
  ): Promise<Explanation> {
    return this.explainer.explain(token, demands);
  }
}
