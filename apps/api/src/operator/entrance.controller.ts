import { Controller, Get, Redirect } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '@portero/auth';

/** Who comes with a browser is shown where there is something to see. */
@Controller()
@Public()
@ApiExcludeController()
export class EntranceController {
  @Get()
  @Redirect('operator/', 303)
  enter(): void {}
}
