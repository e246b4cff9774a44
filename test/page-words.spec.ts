import { REASONS, type Reason } from '@portero/auth';
import { reasons } from '../apps/operator/src/language/en/reasons.js';

it.each(Object.entries(reasons))('the page says of %s what the service says', (reason, [title, detail]) => {
  expect(REASONS[reason as Reason]).toMatchObject({ title, detail });
});
