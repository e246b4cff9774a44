import type { Problem } from '../http/problem.js';
import { Icon } from '../icons/icon.js';
import { useLanguage } from '../language/language-context.js';
import { ReasonLink } from './reason-link.js';

/** A refusal: in words of the page where it has some, else in those of who refused. */
export function ProblemNotice({
  title,
  problem,
  heading: Heading = 'h3',
}: {
  /** What could not be done. */
  title: string;
  problem: Problem;
  heading?: 'h1' | 'h2' | 'h3';
}) {
  const { words } = useLanguage();
  const own = {
    unreachable: [words.shell.unreachable, words.shell.unreachableWhy],
    unreadable: [words.shell.unreadable, words.shell.unreadableWhy],
  }[problem.reason];
  const known: Readonly<Record<string, readonly [string, string]>> = words.reasons;
  const [said, detail] = own ?? known[problem.reason] ?? [problem.title, problem.detail];
  return (
    <section class="notice" data-tone="bad">
      <Heading tabIndex={-1}>
        <Icon name="bad" /> {title}
      </Heading>
      {said && said !== title && <p class="strong">{said}</p>}
      {detail && <p>{detail}</p>}
      {own === undefined && (
        <p>
          {words.shell.reason}: <ReasonLink reason={problem.reason} />
        </p>
      )}
    </section>
  );
}
