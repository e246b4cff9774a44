import { type ArgumentsHost, Catch, type ExceptionFilter, ServiceUnavailableException } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';

/** Terminus reports what is down by an exception; its report is the answer, not a problem document. */
@Catch(ServiceUnavailableException)
export class UnreadyFilter implements ExceptionFilter<ServiceUnavailableException> {
  constructor(private readonly host: HttpAdapterHost) {}

  catch(exception: ServiceUnavailableException, context: ArgumentsHost): void {
    this.host.httpAdapter.reply(context.switchToHttp().getResponse(), exception.getResponse(), exception.getStatus());
  }
}
