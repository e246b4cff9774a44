import { TestEnvironment } from 'jest-environment-node';
import { isSecret, leaks, watch } from './watch.mjs';

/** Node's environment, and a spec in it fails when anything it printed had a secret in it that it used. */
export default class LeakWatchingEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    watch();
    // What reporters have printed of the spec before is not of this one.
    leaks();
    this.global.leakWatch = { isSecret, leaks };
  }

  async teardown() {
    await super.teardown();
    const found = leaks();
    if (found.length > 0) throw new Error(`Secrets were printed:\n${found.slice(0, 10).join('\n')}`);
  }
}
