import { useEffect, useRef, useState } from 'preact/hooks';
import type { Explanation } from '../http/contract.js';
import { type Problem, problemIn } from '../http/problem.js';
import { useLanguage } from '../language/language-context.js';
import { ProblemNotice } from '../shell/problem-notice.js';
import { useServices } from '../shell/services.js';
import { View } from '../shell/view.js';
import { ExplainForm } from './explain-form.js';
import { ExplanationPanel } from './explanation-panel.js';
import type { Question } from './question.js';

interface Answered {
  readonly explanation?: Explanation;
  readonly problem?: Problem;
}

export function ExplainView() {
  const { words } = useLanguage();
  const { api } = useServices();
  const [busy, setBusy] = useState(false);
  const [answered, setAnswered] = useState<Answered>({});
  const asked = useRef(0);
  useEffect(
    () => () => {
      asked.current += 1;
    },
    [],
  );
  const explain = async (question: Question) => {
    asked.current += 1;
    const mine = asked.current;
    setBusy(true);
    const answer = await api
      .post<Explanation>('/operator/api/explain', question)
      .then((explanation) => ({ explanation }))
      .catch((error: unknown) => ({ problem: problemIn(error) }));
    // An answer that nobody waits for any more is about a token that was taken away.
    if (mine !== asked.current) return;
    setBusy(false);
    setAnswered(answer);
  };
  const clear = () => {
    asked.current += 1;
    setBusy(false);
    setAnswered({});
  };
  return (
    <View title={words.shell.explain} intro={words.explain.intro}>
      <div class="explain-view">
        <ExplainForm busy={busy} onAsk={explain} onClear={clear} />
        <div class="explain-result">
          <p class="unseen" role="status" aria-live="polite">
            {answered.explanation && `${words.explain.result}: ${words.explain[answered.explanation.verdict]}`}
            {answered.problem && words.explain.cannot}
          </p>
          {answered.problem && <ProblemNotice title={words.explain.cannot} problem={answered.problem} heading="h2" />}
          {answered.explanation && <ExplanationPanel explanation={answered.explanation} />}
        </div>
      </div>
    </View>
  );
}
