import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { describeWithChromium, newPage } from './chromium.js';
import { OperatedService } from './operated-service.js';

/** An ignored folder: what the page looked like in the last run of the tests. */
const SCREENSHOTS = fileURLToPath(new URL('../screenshots/', import.meta.url));
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
}

/** What axe-core finds against WCAG 2.2 A and AA. */
async function violationsIn(page: Page): Promise<string[]> {
  // By the tools of the browser: the page's own policy lets no other script in.
  const client = await page.context().newCDPSession(page);
  await client.send('Runtime.evaluate', { expression: await readFile(AXE, 'utf8') });
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const expression = `axe.run({ runOnly: ${JSON.stringify(tags)} }).then(({ violations }) => violations)`;
  const evaluated = await client.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
  const violations = evaluated.result.value as Violation[];
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target} ${failureSummary}`),
  );
}

const LOOKS = (['light', 'dark'] as const).flatMap((colorScheme) =>
  ([1280, 360] as const).map((width) => ({ colorScheme, width })),
);

describeWithChromium('for everybody', () => {
  let service: OperatedService;
  beforeAll(async () => {
    service = await OperatedService.start();
    await service.inject('down');
    await fetch(`${service.url}/m2m/run`, { method: 'POST' });
    await service.inject('heal');
  });
  afterAll(() => service.stop());

  describe.each(LOOKS)('$colorScheme, $width px', ({ colorScheme, width }) => {
    const look = { colorScheme, viewport: { width, height: 800 } };
    const name = `${colorScheme}-${width}`;

    async function open(view: string): Promise<Page> {
      const page = await newPage(look);
      await page.goto(`${service.page}#/${view}`);
      await page.getByText('Live', { exact: true }).waitFor();
      return page;
    }
    /** Nothing that axe finds, and nothing to scroll sideways for (WCAG 1.4.10). */
    async function isFine(page: Page, view: string): Promise<void> {
      await page.screenshot({ path: `${SCREENSHOTS}${view}-${name}.png`, fullPage: true });
      expect(await violationsIn(page)).toEqual([]);
      const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
      expect(scrollWidth).toBe(clientWidth);
    }

    it('a run that succeeds, and one that failed', async () => {
      const page = await open('run');
      await page.getByRole('button', { name: 'Run', exact: true }).click();
      await page.locator('pre').first().waitFor();
      await isFine(page, 'run');
      await page.getByRole('list', { name: 'Runs' }).getByRole('link').last().click();
      await page.getByText('provider_unavailable').first().waitFor();
      await isFine(page, 'run-failed');
    });

    it('providers', async () => {
      const page = await open('providers');
      await page.getByText('client_secret_basic').waitFor();
      await isFine(page, 'providers');
    });

    it('an explanation', async () => {
      const page = await open('explain');
      await page.getByRole('textbox', { name: 'Token' }).fill(`${(await service.token()).slice(0, -5)}AAAAA`);
      await page.getByRole('button', { name: 'Explain', exact: true }).click();
      await page.getByText('Refused', { exact: true }).waitFor();
      await isFine(page, 'explain');
    });

    it('events', async () => {
      const page = await open('events');
      await page.locator('tbody').getByText('token_retried').first().waitFor();
      await isFine(page, 'events');
    });
  });

  it('by the keyboard alone', async () => {
    const page = await newPage();
    await page.goto(service.page);
    await page.getByText('Live', { exact: true }).waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim());
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    for (let tabs = 0; tabs < 20 && (await focused()) !== 'Run'; tabs++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Succeeded', { exact: true }).first().waitFor();
  });

  it('focuses the heading of a view that was gone to, and names it in the title', async () => {
    const page = await newPage();
    await page.goto(service.page);
    await page.getByRole('link', { name: 'Providers', exact: true }).click();
    await page.getByRole('heading', { name: 'Providers', level: 1 }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    expect(await page.title()).toBe('Providers · Portero');
  });

  it.each([
    ['es-ES', 'es', 'Ejecutar'],
    ['es-419', 'es', 'Ejecutar'],
    ['en-US', 'en', 'Run'],
    ['fr-FR', 'en', 'Run'],
  ])('in the language of the browser: %s', async (locale, lang, heading) => {
    const page = await newPage({ locale });
    await page.goto(service.page);
    await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(lang);
    await page.screenshot({ path: `${SCREENSHOTS}run-${locale}.png`, fullPage: true });
  });

  it('says in Spanish why a run failed', async () => {
    const page = await newPage({ locale: 'es-ES' });
    await page.goto(service.page);
    await page.getByLabel('Scope').fill('read:nothing');
    await page.getByRole('button', { name: 'Ejecutar', exact: true }).click();
    await page.getByText('El proveedor ha rechazado el scope', { exact: true }).waitFor();
  });

  it('in the language that was chosen, from then on', async () => {
    const page = await newPage();
    await page.goto(service.page);
    await page.getByLabel('Language').selectOption('es');
    await page.getByRole('heading', { name: 'Ejecutar', level: 1 }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Ejecutar', level: 1 }).waitFor();
  });
});
