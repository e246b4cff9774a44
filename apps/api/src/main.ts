import { ConfigurationError } from '@portero/auth';
import { Configuration } from './config/configuration.js';
import { createApp } from './create-app.js';
import { whatToTry } from './what-to-try.js';

try {
  const app = await createApp();
  const { service } = app.get(Configuration);
  await app.listen(service.PORT, service.HOST);
  process.stdout.write(whatToTry(await app.getUrl()));
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
