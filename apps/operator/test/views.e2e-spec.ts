import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describeWithChromium, newPage } from './chromium.js';
import { OperatedService } from './operated-service.js';

describeWithChromium('the views', () => {
  let service: OperatedService;
  beforeAll(async () => {
    service = await OperatedService.start();
  });
  afterAll(() => service.stop());

  async function open(view: string): Promise<Page> {
    const page = await newPage();
    await page.goto(`${service.page}#/${view}`);
    await page.getByText('Live', { exact: true }).waitFor();
    return page;
  }
  const run = () => fetch(`${service.url}/m2m/run`, { method: 'POST' });

  it('Providers: the state of each, as it is', async () => {
    await run();
    const page = await open('providers');
    const card = page.getByRole('article', { name: 'local' });
    for (const text of ['client_secret_basic', '/oidc', 'read:students']) {
      await card.getByText(text).first().waitFor();
    }
    expect(await card.getByRole('progressbar').count()).toBe(1);
    await card.getByText(/closed/i).waitFor();
  });

  it('Explain: every check of a token, and what to do next', async () => {
    const page = await open('explain');
    const token = await service.token();
    await page.getByRole('textbox', { name: 'Token' }).fill(`Bearer ${token.slice(0, -5)}AAAAA`);
    await page.getByRole('textbox', { name: /Permissions/ }).fill('write:students');
    await page.getByRole('button', { name: 'Explain', exact: true }).click();
    await page.getByText('Refused', { exact: true }).waitFor();
    const checks = page.getByRole('list', { name: 'Checks' }).getByRole('listitem');
    expect(await checks.count()).toBeGreaterThan(10);
    const failed = (await checks.allInnerTexts()).filter((text) => /failed/i.test(text));
    expect(failed.map((text) => /signature|permissions/i.exec(text)?.[0]?.toLowerCase())).toEqual([
      'signature',
      'permissions',
    ]);
  });

  it('Events: live, filtered, paused and exported', async () => {
    const page = await open('events');
    const rows = page.locator('tbody tr');
    const before = await rows.count();
    await fetch(`${service.url}/products`);
    await page
      .getByRole('cell', { name: /bearer_refused/ })
      .first()
      .waitFor();
    expect(await rows.count()).toBeGreaterThan(before);

    await page.getByLabel('Text').fill('credentials_missing');
    await page.getByLabel('Name').selectOption('bearer_refused');
    const filtered = await rows.allInnerTexts();
    expect(filtered.length).toBeGreaterThan(0);
    expect(filtered.every((text) => text.includes('credentials_missing'))).toBe(true);

    await page.getByRole('button', { name: 'Pause' }).click();
    await fetch(`${service.url}/products`);
    await page
      .getByText(/1 (new|more|arrived)/)
      .first()
      .waitFor();
    expect(await rows.count()).toBe(filtered.length);
    await page.getByRole('button', { name: /Resume/ }).click();
    await rows.nth(filtered.length).waitFor();

    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    const lines = (await readFile(await (await download).path(), 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).reason)).toEqual(
      Array(filtered.length + 1).fill('credentials_missing'),
    );
  });

  it('offers every provider that people can sign in with', async () => {
    const other = await OperatedService.start({
      AUTH_PROVIDERS: 'local,partner',
      OIDC_KIND_partner: 'oidc',
      OIDC_ISSUER_partner: service.url,
      OIDC_AUDIENCE_partner: 'api://portero',
      OIDC_SIGN_IN_CLIENT_ID_partner: 'operators-page',
      OPERATORS: 'partner:person-1',
    });
    const page = await newPage();
    await page.goto(`${other.page}#/explain`);
    const links = page.getByRole('banner').getByRole('link', { name: /^Sign in/ });
    await links.first().waitFor();
    expect(await links.evaluateAll((all) => all.map((link) => [link.textContent, link.getAttribute('href')]))).toEqual(
      ['local', 'partner'].map((name) => [
        `Sign in with ${name}`,
        `/auth/${name}/login?returnTo=%2Foperator%2F%23%2Fexplain`,
      ]),
    );
    await other.stop();
  });

  it('says that the stream is lost, and comes back by itself', async () => {
    const other = await OperatedService.start();
    const page = await newPage();
    await page.goto(other.page);
    await page.getByText('Live', { exact: true }).waitFor();
    await other.stop();
    await page.getByText('Reconnecting', { exact: true }).waitFor();
    await other.startAgain();
    await page.getByText('Live', { exact: true }).waitFor({ timeout: 20_000 });

    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByText('Succeeded', { exact: true }).first().waitFor();
    await other.stop();
  });
});
