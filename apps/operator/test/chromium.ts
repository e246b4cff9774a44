import { accessSync } from 'node:fs';
import { jest } from '@jest/globals';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium';
const LEFT_OUT = 'no Chromium at /usr/bin/chromium, nor where CHROMIUM says';

/** A suite that needs a real Chromium. Without one it is left out, which is told, and is a failure where CI is set. */
export function describeWithChromium(name: string, suite: () => void): void {
  if (isInstalled()) {
    describe(name, suite);
    return;
  }
  describe(name, () => {
    it(`left out: ${LEFT_OUT}`, () => {
      if (process.env.CI) throw new Error(`This suite must run in CI, and there is ${LEFT_OUT}`);
    });
  });
}

function isInstalled(): boolean {
  try {
    accessSync(EXECUTABLE);
    return true;
  } catch {
    return false;
  }
}

// A browser, a service and other specs share two cores.
jest.setTimeout(90_000);

let browser: Browser | undefined;
const contexts: BrowserContext[] = [];
const faults: string[] = [];

afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
  // A broken policy, a script that failed: each is said on the console, whatever the test looked at.
  expect(faults.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  browser = undefined;
});

/** A new person's browser: no cookies, no storage. */
export async function newPage(options: BrowserContextOptions = {}): Promise<Page> {
  browser ??= await chromium.launch({ executablePath: EXECUTABLE, args: ['--no-sandbox'] });
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...options });
  contexts.push(context);
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('console', (message) => {
    // Chromium says so of every refusal that a page gets, and of every service that is gone.
    const isRefusal = message.text().startsWith('Failed to load resource: ');
    if (message.type() === 'error' && !isRefusal) faults.push(message.text());
  });
  return page;
}
