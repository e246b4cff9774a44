import { describeWithChromium, newPage } from './chromium.js';
import { OperatedService } from './operated-service.js';
import { Traffic } from './traffic.js';

describeWithChromium('tokens', () => {
  let service: OperatedService;
  beforeAll(async () => {
    service = await OperatedService.start();
  });
  afterAll(() => service.stop());

  it('never reach the page, nor leave it, but for the one that was pasted', async () => {
    const token = await service.token();
    const page = await newPage();
    const traffic = new Traffic(page);
    await page.goto(service.page);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByText('Succeeded', { exact: true }).first().waitFor();
    for (const view of ['Providers', 'Events', 'Explain']) {
      await page.getByRole('link', { name: view, exact: true }).click();
      await page.getByRole('heading', { name: view, level: 1 }).waitFor();
    }
    expect((await traffic.settled()).sightings).toEqual([]);

    await page.getByRole('textbox', { name: 'Token' }).fill(token);
    await page.getByRole('button', { name: 'Explain', exact: true }).click();
    await page.getByText('Accepted', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Events', exact: true }).click();
    await page.locator('tbody').getByText('bearer_accepted').first().waitFor();
    const explain = { method: 'POST', url: `${service.url}/operator/api/explain`, where: 'request' };
    expect((await traffic.settled()).sightings).toEqual([explain]);
    expect([...traffic.origins]).toEqual([service.url]);
    expect(traffic.requests).toBeGreaterThan(10);
  });

  it('are forgotten when the view is left, and are stored nowhere', async () => {
    const token = await service.token();
    const page = await newPage();
    await page.goto(`${service.page}#/explain`);
    const field = page.getByRole('textbox', { name: 'Token' });
    await field.fill(token);
    await page.getByRole('button', { name: 'Explain', exact: true }).click();
    await page.getByText('Accepted', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Run', exact: true }).click();
    await page.goBack();
    await field.waitFor();
    expect(await field.inputValue()).toBe('');

    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href]));
    expect(kept).not.toContain(token.slice(0, 20));
    expect(await page.context().cookies()).toEqual([]);
    expect(service.printed).not.toContain(token.split('.')[1]);
  });
});
