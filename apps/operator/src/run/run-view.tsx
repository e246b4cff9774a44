import { FaultsPanel } from '../faults/faults-panel.js';
import { useLanguage } from '../language/language-context.js';
import { useServices } from '../shell/services.js';
import { View } from '../shell/view.js';
import { useStore } from '../state/use-store.js';
import { RunForm } from './run-form.js';
import { RunList } from './run-list.js';
import { RunPanel } from './run-panel.js';
import { shortId } from './short-id.js';

/** @param id of an earlier run; none: the one that was begun here */
export function RunView({ id }: { id?: string }) {
  const { words } = useLanguage();
  const { feed, runner } = useServices();
  const { runs } = useStore(feed);
  const begun = useStore(runner);
  const own = runs.find(({ trace }) => trace === begun?.trace);
  const mine = id === undefined || id === own?.id;
  return (
    <View title={id === undefined ? words.shell.run : words.run.runOf(shortId(id))} intro={words.run.intro}>
      <div class="run-view">
        <RunForm />
        <RunPanel id={id ?? own?.id} begun={mine ? begun : undefined} />
        <div class="run-aside">
          <FaultsPanel compact />
          <RunList runs={runs} shown={id ?? own?.id} />
        </div>
      </div>
    </View>
  );
}
