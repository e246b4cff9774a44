import { REASONS, type Reason } from '@portero/auth';
import { en } from './en.js';

it.each(Object.entries(en.reasons))('says of %s what the service says', (reason, [title, detail]) => {
  expect(REASONS[reason as Reason]).toMatchObject({ title, detail });
});
