import { detailsOf } from './details.js';

const event = { id: 1, at: 't', name: 'bearer_accepted' };

it.each([
  [{ reason: 'expired' }, { reason: 'reason' }, [{ term: 'reason', text: 'expired' }]],
  [{ asked: ['a', 'b'] }, { asked: 'asked' }, [{ term: 'asked', text: 'a b' }]],
  [{ asked: [] }, { asked: 'asked' }, []],
  [{ wait: 2 }, { wait: 'wait' }, [{ term: 'wait', seconds: 2 }]],
  [{ status: 401 }, { status: 'status' }, [{ term: 'status', text: '401' }]],
  [{ usable: false }, { usable: 'usable' }, [{ term: 'usable', flag: false }]],
  [{ code: null }, { code: 'code', actual: 'actual' }, []],
] as const)('%j gives details', (fields, terms, details) => {
  expect(detailsOf({ ...event, ...fields }, terms)).toEqual(details);
});
