import { Controller, Get, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '@portero/auth';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OperatorGuard } from '../sign-in/operator.guard.js';

/** The operator's page. */
@Controller('operator')
@Public()
@UseGuards(OperatorGuard)
@ApiExcludeController()
export class PageController {
  /** Its own addresses go on from the slash. */
  @Get()
  enter(@Res() reply: FastifyReply): void {
    // Relative, as a proxy may have put the service beneath a path.
    void reply.redirect('operator/', 308);
  }

  @Get('*')
  file(@Req() { params }: FastifyRequest, @Res() reply: FastifyReply): void {
    const { '*': path } = params as { '*': string };
    void reply.sendFile(path || 'index.html');
  }
}
