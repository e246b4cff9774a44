import { Logger } from '@nestjs/common';

/**
 * After a fault that nobody caught the state of the process is unknown: it says so in one line, ends as on SIGTERM, with
 * running requests answered, and leaves with 1, for the platform to start another.
 */
export function leaveOnStrayFaults(): void {
  const logger = new Logger('Process');
  const leave = (fault: unknown) => {
    const trace = fault instanceof Error ? String(fault.stack) : 'no error was given';
    logger.error(`Ends after a fault that nobody caught: ${trace.replace(/\s*\n\s*/g, ' ')}`);
    process.once('exit', () => {
      process.exitCode = 1;
    });
    process.kill(process.pid, 'SIGTERM');
  };
  process.on('uncaughtException', leave);
  process.on('unhandledRejection', leave);
}
