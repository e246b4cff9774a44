import { Controller, Get, Header, NotFoundException, Param, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '@portero/auth';
import type { Run, RunSummary } from '../m2m/run.js';
import { RunRecorder } from '../m2m/run-recorder.js';
import { OperatorGuard } from '../sign-in/operator.guard.js';

/** The last runs. */
@Controller('operator/api/runs')
@Public()
@UseGuards(OperatorGuard)
@ApiExcludeController()
export class RunsController {
  constructor(private readonly recorder: RunRecorder) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  list(): { runs: RunSummary[] } {
    return { runs: this.recorder.summaries() };
  }

  /** @throws {NotFoundException} it never was, or is no longer kept */
  @Get(':id')
  @Header('Cache-Control', 'no-store')
  one(@Param('id') id: string): Run {
    const run = this.recorder.find(id);
    if (!run) throw new NotFoundException();
    return run;
  }
}
