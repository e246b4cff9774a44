import { describeWithChromium, newPage } from './chromium.js';
import { OperatedService } from './operated-service.js';

const FIRST_RUN = [
  'run_asked',
  'cache_miss',
  'token_asked',
  'token_given',
  'token_issued',
  'resource_called',
  'keys_asked',
  'keys_fetched',
  'bearer_verified',
  'bearer_accepted',
  'resource_answered',
  'run_answered',
];

describeWithChromium('running', () => {
  let service: OperatedService;
  beforeAll(async () => {
    service = await OperatedService.start();
  });
  beforeEach(async () => {
    await service.inject('heal');
    await service.inject('forget_tokens');
  });
  afterAll(() => service.stop());

  async function openRun() {
    const page = await newPage();
    await page.goto(service.page);
    await page.getByText('Live', { exact: true }).waitFor();
    const sequence = page.getByRole('list', { name: 'Sequence' });
    const panel = page.getByRole('region', { name: 'Sequence' });
    return {
      page,
      panel,
      press: () => page.getByRole('button', { name: 'Run', exact: true }).click(),
      over: (state: 'Succeeded' | 'Failed') => panel.getByText(state, { exact: true }).waitFor({ timeout: 20_000 }),
      says: () => sequence.getByRole('listitem').evaluateAll((steps) => steps.map((step) => step.dataset.says)),
      text: async () => (await sequence.innerText()).replace(/\s+/g, ' '),
      inject: (fault: string) => page.getByRole('group', { name: 'Inject a fault' }).getByText(fault).click(),
    };
  }

  it('shows the sequence, the answer below it, and a link that shows both again', async () => {
    const { page, panel, press, over, says, text } = await openRun();
    await press();
    await over('Succeeded');
    expect(await says()).toEqual(FIRST_RUN);
    expect(await text()).toMatch(
      /Caller to Provider: Asks for a token attempt 1 .*Resource server: .*Lets the caller in/,
    );
    expect(await panel.locator('pre').innerText()).toContain('"Alan"');

    await panel.getByTitle('Link to this run').click();
    const link = page.url();
    expect(link).toMatch(/\/operator\/#\/runs\/[\da-f-]{36}$/);
    await press();
    await over('Succeeded');
    expect(await says()).not.toEqual(FIRST_RUN);

    const other = await newPage();
    await other.goto(link);
    await other.getByText('Succeeded', { exact: true }).first().waitFor();
    expect(await other.locator('.step').count()).toBe(FIRST_RUN.length);
    expect(await other.locator('pre').innerText()).toContain('"Ada"');
  });

  it('says of a run that is gone why that may be, without a problem', async () => {
    const { page, panel } = await openRun();
    await page.goto(`${service.page}#/runs/00000000-0000-4000-8000-000000000000`);
    await panel.getByText(/does not know this run .* since its start, and those of this instance only/).waitFor();
    expect(await page.locator('.notice').count()).toBe(0);
  });

  it('draws each step when it happens, before there is an answer', async () => {
    const { panel, press, over, says, inject } = await openRun();
    await inject('Slow down');
    await press();
    await panel.getByText('Waiting for the provider').waitFor();
    expect(await says()).toEqual(['run_asked', 'cache_miss', 'waiting_for_provider']);
    expect(await panel.locator('pre').count()).toBe(0);
    await over('Succeeded');
    expect((await says()).length).toBeGreaterThan(8);
  });

  it('asks for what was chosen, and says what is wrong with it', async () => {
    const { page, panel, press, over } = await openRun();
    await page.getByLabel('Provider').selectOption('local');
    await page.getByLabel('Scope').fill('read:nothing');
    await press();
    await over('Failed');
    const reason = panel.getByRole('link', { name: 'scope_refused' }).last();
    expect(await reason.getAttribute('href')).toMatch(/\/problems\/scope_refused$/);
    expect(await panel.getByText('502').count()).toBeGreaterThan(0);
  });

  describe('with a fault', () => {
    it('throttled: each attempt, and each wait that was asked for', async () => {
      const { press, over, says, inject } = await openRun();
      await inject('Throttle');
      await press();
      await over('Failed');
      const steps = await says();
      expect(steps.filter((step) => step === 'token_asked')).toHaveLength(3);
      expect(steps.filter((step) => step === 'token_retried')).toHaveLength(2);
      expect(steps).not.toContain('resource_called');
    });

    it('down: a token that is held still serves; without one the run fails', async () => {
      const { press, over, says, inject } = await openRun();
      await service.inject('heal');
      // It was told to leave the provider alone for two seconds.
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      await press();
      await over('Succeeded');
      await inject('Take down');
      await press();
      await over('Succeeded');
      expect((await says()).slice(0, 2)).toEqual(['run_asked', 'cache_hit']);

      await inject('Forget tokens');
      await press();
      await over('Failed');
      expect(await says()).toContain('token_refused');
    });

    it('a wrong clock: the resource server says that the token is over', async () => {
      const { press, over, text, inject } = await openRun();
      await inject('Skew the clock');
      await press();
      await over('Failed');
      expect(await text()).toContain('expired');
    });

    it('rotated keys: they are fetched anew, and the run succeeds', async () => {
      const { press, over, says, inject } = await openRun();
      await press();
      await over('Succeeded');
      await inject('Rotate keys');
      await inject('Forget tokens');
      await press();
      await over('Succeeded');
      expect(await says()).toContain('keys_fetched');
    });

    it('says which faults hold, and heals them', async () => {
      const { page, inject } = await openRun();
      const faults = page.getByRole('region', { name: 'Faults' });
      await inject('Slow down');
      await inject('Skew the clock');
      await faults.getByRole('status').getByText(/Slow/).waitFor();
      await faults.getByRole('status').getByText(/clock/i).waitFor();
      await faults.getByRole('button', { name: 'Heal' }).click();
      await faults.getByText('No fault is active.').waitFor();
      await faults.getByText(/up to ten seconds/).waitFor();
    });
  });
});
