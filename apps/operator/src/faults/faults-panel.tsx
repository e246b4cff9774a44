import { useState } from 'preact/hooks';
import { FAULTS, type Fault } from '../http/contract.js';
import { type Problem, problemIn } from '../http/problem.js';
import { Badge } from '../icons/badge.js';
import { useLanguage } from '../language/language-context.js';
import { ProblemNotice } from '../shell/problem-notice.js';
import { useServices } from '../shell/services.js';
import { useStore } from '../state/use-store.js';

/** @param compact without what each fault does */
export function FaultsPanel({ compact = false }: { compact?: boolean }) {
  const { words } = useLanguage();
  const { faults } = useServices();
  const report = useStore(faults);
  const [problem, setProblem] = useState<Problem>();
  if (!report?.available) return null;
  const inject = (fault: Fault | 'heal') => {
    setProblem(undefined);
    faults.inject(fault).catch((error: unknown) => setProblem(problemIn(error)));
  };
  const known = FAULTS.filter((fault) => report.faults.includes(fault));
  const active = known.filter((fault) => report.active.includes(fault));
  return (
    <section class="panel faults" aria-labelledby="faults">
      <h2 id="faults">{words.faults.title}</h2>
      <p class="quiet">{words.faults.intro}</p>
      <p role="status" class="row">
        {active.length === 0 && <Badge tone="neutral">{words.faults.noneActive}</Badge>}
        {active.map((fault) => (
          <Badge key={fault} tone="warning">
            {words.faults.active}: {words.faults.names[fault]}
          </Badge>
        ))}
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields */}
      <div class={compact ? 'fault-row' : 'fault-list'} role="group" aria-label={words.faults.inject}>
        {known.map((fault) => (
          <FaultButton key={fault} fault={fault} compact={compact} onInject={() => inject(fault)} />
        ))}
      </div>
      <div class="row">
        <button
          type="button"
          aria-describedby="heal-hint"
          disabled={active.length === 0}
          onClick={() => inject('heal')}
        >
          {words.faults.heal}
        </button>
        <span id="heal-hint" class="hint">
          {words.faults.healHint}
        </span>
      </div>
      {problem && <ProblemNotice title={words.faults.title} problem={problem} />}
    </section>
  );
}

function FaultButton({ fault, compact, onInject }: { fault: Fault; compact: boolean; onInject: () => void }) {
  const { words } = useLanguage();
  const does = words.faults.does[fault];
  const button = (
    <button
      type="button"
      title={compact ? does : undefined}
      aria-describedby={compact ? undefined : `does-${fault}`}
      onClick={onInject}
    >
      {words.faults.names[fault]}
    </button>
  );
  if (compact) return button;
  return (
    <div class="fault">
      {button}
      <p id={`does-${fault}`} class="quiet">
        {does}
      </p>
    </div>
  );
}
