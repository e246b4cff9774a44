import type { Page } from 'playwright-core';
import { freePort } from '../../api/test/free-port.js';
import { describeWithChromium, newPage } from './chromium.js';
import { ForwardingProxy } from './forwarding-proxy.js';
import { OperatedService } from './operated-service.js';
import { Traffic } from './traffic.js';

/** Where proxies put services: at the root of a host, or beneath a path. */
const PREFIXES = ['', '/portero'];

describeWithChromium('an operator elsewhere', () =>
  describe.each(PREFIXES)('at the path "%s"', (prefix) => {
    let service: OperatedService;
    let proxy: ForwardingProxy;
    beforeAll(async () => {
      const port = await freePort();
      service = await OperatedService.start({ PUBLIC_URL: `http://localhost:${port}${prefix}` });
      proxy = await ForwardingProxy.start(port, service.url, prefix);
    });
    afterAll(async () => {
      await proxy.stop();
      await service.stop();
    });

    async function signIn(username: string, password = username): Promise<Page> {
      const page = await newPage();
      await page.goto(`${proxy.url}/operator/`);
      await page.getByLabel('Username').fill(username);
      await page.getByLabel('Password').fill(password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      return page;
    }
    const run = (page: Page) => page.getByRole('button', { name: 'Run', exact: true }).click();

    it('signs in, runs, and signs out', async () => {
      const page = await signIn('ada');
      const traffic = new Traffic(page);
      await page.getByText('Ada Lovelace', { exact: true }).waitFor();
      await page.getByText('Live', { exact: true }).waitFor();
      expect(page.url()).toMatch(`${proxy.url}/operator/`);

      await run(page);
      await page.getByText('Succeeded', { exact: true }).first().waitFor();
      const [session, ...others] = await page.context().cookies();
      expect([session?.httpOnly, session?.sameSite, others]).toEqual([true, 'Lax', []]);
      expect(await page.evaluate(() => document.cookie)).toBe('');
      expect((await traffic.settled()).sightings).toEqual([]);

      await page.getByRole('button', { name: 'Sign out' }).click();
      await page
        .getByRole('link', { name: /Sign in/ })
        .first()
        .waitFor();
      expect(await page.context().cookies()).toEqual([]);
    });

    it('is signed out in every tab', async () => {
      const page = await signIn('ada');
      await page.getByText('Ada Lovelace', { exact: true }).waitFor();
      const other = await page.context().newPage();
      await other.goto(`${proxy.url}/operator/#/explain`);
      await other.getByText('Ada Lovelace', { exact: true }).waitFor();
      await other.getByText('Live', { exact: true }).waitFor();
      // The service ends the stream, and the next one would be refused: it is not that by which the tab hears of it.
      await other.route('**/operator/api/events*', () => {});
      await page.getByRole('button', { name: 'Sign out' }).click();
      await other.getByRole('heading', { name: 'Sign in to go on' }).waitFor();
      expect(await other.getByText('Ada Lovelace').count()).toBe(0);
    });

    it('comes back to the run that was asked for', async () => {
      const own = await newPage();
      await own.goto(service.page);
      await run(own);
      await own.getByTitle('Link to this run').click();
      const { hash } = new URL(own.url());

      const page = await newPage();
      await page.goto(`${proxy.url}/auth/local/login?returnTo=${encodeURIComponent(`/operator/${hash}`)}`);
      await page.getByLabel('Username').fill('ada');
      await page.getByLabel('Password').fill('ada');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('Succeeded', { exact: true }).first().waitFor();
      expect(page.url()).toBe(`${proxy.url}/operator/${hash}`);
    });

    it('is refused as a stranger, and told so', async () => {
      const page = await signIn('alan');
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await page.locator('body').innerText()).toMatch(/operator/i);
      const answer = await page.request.get(`${proxy.url}/operator/api/runs`);
      expect([answer.status(), (await answer.json()).reason]).toEqual([401, 'sign_in_required']);
      expect(await page.context().cookies()).toEqual([]);
    });

    it('is not let in with a wrong password', async () => {
      const page = await signIn('ada', 'wrong');
      await page.getByRole('alert').waitFor();
      expect(await page.context().cookies(proxy.url)).toEqual([]);
    });

    it('hears when the session is over, and can sign in again', async () => {
      const page = await signIn('ada');
      await page.getByText('Ada Lovelace', { exact: true }).waitFor();
      await page.getByText('Live', { exact: true }).waitFor();
      await page.context().clearCookies();
      await page.getByRole('link', { name: 'Providers', exact: true }).click();
      await page
        .getByRole('link', { name: /Sign in/ })
        .first()
        .waitFor();
    });
  }),
);
