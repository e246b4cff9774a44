import { answeringService } from '../../test/answering-service.js';
import { Api } from '../http/api.js';
import { type Feed, NOTHING_YET } from '../http/feed.js';
import { Store } from '../state/store.js';
import { Faults } from './faults.js';

const SLOW = { available: true, active: ['slow'], faults: ['slow'] };
const INJECTED = { id: 7, at: 't7', name: 'fault_injected', fault: 'slow' };

type Service = Awaited<ReturnType<typeof answeringService>>;

let service: Service;
let status: number;
beforeEach(async () => {
  status = 200;
  service = await answeringService(() => ({ status, body: JSON.stringify(SLOW) }));
});
afterEach(() => service.close());

describe('the faults', () => {
  it('are what the service says', async () => {
    const faults = new Faults(new Api(service.base));
    expect(faults.value).toBeUndefined();
    await faults.look();
    expect(faults.value).toEqual(SLOW);
  });

  it('are none where they cannot be asked for', async () => {
    const faults = new Faults(new Api(service.base));
    await faults.look();
    status = 404;
    await faults.look();
    expect(faults.value).toBeUndefined();
  });

  it('are injected by name, and what holds then is known', async () => {
    const faults = new Faults(new Api(service.base));
    await faults.inject('slow');
    expect(service.asked).toMatchObject([{ method: 'POST', path: '/operator/api/faults', body: '{"fault":"slow"}' }]);
    expect(faults.value).toEqual(SLOW);
  });

  it('are looked at again when somebody else injects one, once', async () => {
    const feed = new Store<Feed>(NOTHING_YET);
    const faults = new Faults(new Api(service.base));
    faults.follow(feed);
    const known = new Promise((resolve) => faults.listen(resolve));
    feed.set({ ...NOTHING_YET, missed: 1 });
    feed.set({ ...NOTHING_YET, events: [INJECTED] });
    feed.set({ ...NOTHING_YET, events: [INJECTED], missed: 2 });
    expect(await known).toEqual(SLOW);
    expect(service.asked).toHaveLength(1);
  });
});
